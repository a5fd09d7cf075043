import type { TextConflict } from './text-parts.ts';

/** A conflict as version control marks it: both sides, and between them what they had in common. For reading: what is
 *  marked so cannot be told from a text that holds such marks itself. */
export function markedLines(conflict: TextConflict, names: { base: string; mine: string; theirs: string }): string[] {
  return [
    `<<<<<<< ${names.mine}`,
    ...conflict.mine,
    `||||||| ${names.base}`,
    ...conflict.base,
    '=======',
    ...conflict.theirs,
    `>>>>>>> ${names.theirs}`,
  ];
}
