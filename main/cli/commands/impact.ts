import type { ContentRef, PromptRow } from '../../../shared/contract.ts';
import type { SnippetImpact, SnippetUse } from '../../../shared/contract/snippet-calls.ts';
import type { Registry } from '../../registry/registry.ts';
import { impactOf } from '../../snippets/impact.ts';
import { usesOf } from '../../snippets/uses.ts';
import { diffText } from '../diff-text.ts';
import { findPrompt, findVersion, versionRef } from '../find-prompt.ts';
import { note, oneLine, paint, print, printJson } from '../output.ts';
import type { Session } from '../session.ts';
import { withSnippets } from '../with-snippets.ts';
import { counted } from '../words.ts';
import { useName } from './used-by.ts';

type Options = { to?: string; label?: string };
type Seen = SnippetUse & SnippetImpact;

/** Every prompt that includes NAME, as it would be sent before and after. Without `--to` it is the draft, where there is
 *  one, else the newest version. */
export async function impact(session: Session, [name]: [string], options: Options): Promise<void> {
  const registry = session.open();
  const prompt = findPrompt(registry, name);
  const to = refOf(registry, prompt, options.to ?? (prompt.hasDraft ? 'draft' : 'latest'));
  const label = options.label ?? null;
  const seen = await withSnippets(registry, async (snippets) => {
    const all: Seen[] = [];
    for (const use of await usesOf(snippets, prompt.id)) {
      const user = { promptId: use.promptId, ref: use.ref };
      all.push({ ...use, ...(await impactOf(snippets, { snippetId: prompt.id, to, label, user })) });
    }
    return all;
  });
  if (session.json) return printJson(seen);
  if (seen.length === 0) return note(`No prompt includes “${prompt.name}”.`);
  const changed = seen.filter(({ affected }) => affected);
  const same = seen.filter(({ affected }) => !affected);
  if (changed.length > 0) print(changed.map(block).join('\n\n'));
  for (const one of same) note(`${useName(one)}: ${one.why}`);
  note(`${counted(changed.length, 'text')} of ${seen.length.toLocaleString('en')} would change.`);
}

function refOf(registry: Registry, prompt: PromptRow, text: string): ContentRef {
  if (text === 'draft') return { kind: 'draft' };
  return { kind: 'version', versionId: findVersion(registry, prompt, versionRef(text)).id };
}

function block(one: Seen): string {
  const filled = one.inputSet === null ? 'without inputs' : `with “${oneLine(one.inputSet)}”`;
  const wrong = one.problems
    .filter(({ severity }) => severity === 'error')
    .map(({ text }) => paint('red', oneLine(text)));
  return [`${useName(one)}  ${paint('dim', filled)}`, ...wrong, diffText(one.diff, 'before', 'after')].join('\n');
}
