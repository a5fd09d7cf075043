import type { EditorDesk } from '../editor/editor-desk.ts';
import { nameKey } from '../../shared/names.ts';
import { newestWord } from '../../shared/version-word.ts';
import { applyFix } from '../prompt/apply-fix.ts';
import type { OpenPrompt } from '../prompt/open-prompt.ts';
import { usePrompts } from '../state/prompts.ts';
import { openPrompt as openTab } from '../state/tabs.ts';
import { showToast } from '../ui/toast.tsx';
import { requiredArguments, resolveSnippet } from './resolved-snippets.ts';
import { snippetCard } from './snippet-card.ts';
import { snippetsLike, versionsOf } from './snippet-names.ts';
import { snippetsInUse } from './snippets-in-use.ts';

/** What the editors of one prompt's messages ask of the window: snippets, and quick fixes. */
export function promptDesk(prompt: OpenPrompt): EditorDesk {
  return {
    snippetsLike: (text) =>
      snippetsLike(usePrompts.getState().byId.values(), text, snippetsInUse(prompt), prompt.promptId).map((row) => ({
        name: row.name,
        about: row.labels.map(({ label, number }) => `${label} v${number}`).join(', ') || (newestWord(row) ?? ''),
      })),
    versionsOf: (name) => {
      const key = nameKey(name);
      for (const row of usePrompts.getState().byId.values()) if (nameKey(row.name) === key) return versionsOf(row);
      return [];
    },
    argumentsOf: requiredArguments,
    describe: snippetCard,
    open: (reference) => void openSnippet(reference.resolved?.promptId ?? null, reference.target),
    fix: (fix) => void applyFix(prompt, fix),
  };
}

/** Opens the prompt that a reference is about, in a tab. */
async function openSnippet(promptId: string | null, target: string): Promise<void> {
  if (promptId !== null) {
    openTab(promptId);
    return;
  }
  const reply = await resolveSnippet(target);
  if (reply.ok) openTab(reply.value.promptId);
  else showToast({ text: reply.error.message, tone: 'error' });
}
