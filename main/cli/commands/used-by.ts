import type { SnippetUse } from '../../../shared/contract/snippet-calls.ts';
import { usesOf } from '../../snippets/uses.ts';
import { findPrompt } from '../find-prompt.ts';
import { columns, note, oneLine, paint, print, printJson } from '../output.ts';
import type { Session } from '../session.ts';
import { withSnippets } from '../with-snippets.ts';
import { draftMark, labelChips, versionMark } from '../words.ts';

export async function usedBy(session: Session, [name]: [string]): Promise<void> {
  const registry = session.open();
  const prompt = findPrompt(registry, name);
  const uses = await withSnippets(registry, (snippets) => usesOf(snippets, prompt.id));
  if (session.json) printJson(uses);
  else if (uses.length === 0) note(`No prompt includes “${prompt.name}”.`);
  else print(columns(uses.map(line)));
}

function line(use: SnippetUse): string[] {
  const way = use.path.length > 0 ? `through ${use.path.map(oneLine).join(' → ')}` : oneLine(use.targets.join(', '));
  return [useName(use), way, use.archived ? paint('dim', 'archived') : ''];
}

/** `support/reply v7 [production]` */
export function useName({ name, ref, number, labels }: SnippetUse): string {
  const chips = labelChips(
    labels.map((label) => ({ label, number })),
    number,
  );
  return [oneLine(name), ref.kind === 'draft' ? draftMark() : versionMark(number), chips]
    .filter((part) => part !== '')
    .join(' ');
}
