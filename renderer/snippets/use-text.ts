import type { SnippetUse } from '../../shared/contract/snippet-calls.ts';
import { versionWord } from '../../shared/version-word.ts';

/** Which text of a prompt includes the snippet: `draft`, `v7, the newest`, `v5`. Its labels are shown as chips. */
export function whereText({ ref, number, isHead }: SnippetUse): string {
  if (ref.kind === 'draft') return 'draft';
  return isHead ? `${versionWord(number)}, the newest` : versionWord(number);
}

/** How it gets there, where it is not direct: `through tone/base → tone/formal`. */
export function pathText({ path }: SnippetUse): string | null {
  return path.length === 0 ? null : `through ${path.join(' → ')}`;
}

export function keyOfUse({ promptId, ref, path }: SnippetUse): string {
  return [promptId, ref.kind === 'version' ? ref.versionId : ref.kind, ...path].join(' ');
}
