import type { PromptRow } from '../../shared/contract.ts';

export type TagState = { tag: string; on: 'all' | 'some' | 'none' };

/** Every tag in the library, and whether the chosen prompts carry it; those they carry come first. */
export function tagStates(chosen: readonly PromptRow[], everyTag: Iterable<string>): TagState[] {
  const counts = new Map<string, number>();
  for (const row of chosen) for (const tag of row.tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  const tags = [...new Set([...counts.keys(), ...everyTag])];
  return tags
    .map((tag): TagState => {
      const count = counts.get(tag) ?? 0;
      return { tag, on: count === 0 ? 'none' : count === chosen.length ? 'all' : 'some' };
    })
    .toSorted((a, b) => Number(a.on === 'none') - Number(b.on === 'none') || a.tag.localeCompare(b.tag, 'en'));
}

/** What was typed, as tags: commas tell them apart, and each stands once. */
export function readTags(text: string): string[] {
  return [
    ...new Set(
      text
        .split(',')
        .map((tag) => tag.trim())
        .filter((tag) => tag !== ''),
    ),
  ];
}
