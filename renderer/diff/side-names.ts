import type { ComparedSide } from '../../shared/contract/compare-calls.ts';
import { baseName } from '../../shared/names.ts';
import { versionWord } from '../../shared/version-word.ts';

/** What each side is called where there is little room: `v7`, `draft`; with the prompt where they are of two. */
export function sideNames(sides: { left: ComparedSide; right: ComparedSide }): { left: string; right: string } {
  const { left, right } = sides;
  if (left.promptId === right.promptId || left.kind === 'empty' || right.kind === 'empty')
    return { left: which(left), right: which(right) };
  const alike = baseName(left.promptName) === baseName(right.promptName);
  const name = ({ promptName }: ComparedSide) => (alike ? promptName : baseName(promptName));
  return { left: `${name(left)} ${which(left)}`, right: `${name(right)} ${which(right)}` };
}

function which({ kind, number }: ComparedSide): string {
  return kind === 'version' ? versionWord(number) : kind === 'draft' ? 'draft' : 'nothing';
}
