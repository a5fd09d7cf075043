import type { PromptRow } from '../../shared/contract.ts';
import { baseName, nameKey } from '../../shared/names.ts';
import { newestWord } from '../../shared/version-word.ts';

const MOST = 50;

/** The prompts that can be included and whose names are like `text`: those in use (`used`, names) first, then by how well
 *  the name fits. A prompt without a version has nothing to include. */
export function snippetsLike(
  rows: Iterable<PromptRow>,
  text: string,
  used: ReadonlySet<string>,
  except: string | null = null,
): PromptRow[] {
  const key = nameKey(text.trim());
  const found: { row: PromptRow; score: number }[] = [];
  for (const row of rows) {
    if (row.archived || newestWord(row) === null || row.id === except) continue;
    const score = likeness(nameKey(row.name), key);
    if (score !== null) found.push({ row, score: score + (used.has(row.name) ? 5 : 0) });
  }
  return found
    .toSorted((a, b) => b.score - a.score || compare(a.row.name, b.row.name))
    .slice(0, MOST)
    .map(({ row }) => row);
}

/** The labels and versions that can stand after `@`: where applications get it from first, then the newest versions. */
export function versionsOf(row: PromptRow): { name: string; about: string }[] {
  const labels = row.labels
    .toSorted(
      (a, b) => Number(b.label === 'production') - Number(a.label === 'production') || compare(a.label, b.label),
    )
    .map(({ label, number }) => ({ name: label, about: `v${number}` }));
  const newest = newestWord(row);
  if (newest === null) return labels;
  const numbers = Array.from({ length: row.head }, (_, index) => ({ name: `v${row.head - index}`, about: '' }));
  return [...labels, { name: 'latest', about: `${newest}, the newest` }, ...numbers];
}

/** What a reference to this prompt is bound to unless a person says otherwise: what applications get, and where nothing is
 *  released yet, the newest version as it is. */
export function usualVersion(row: PromptRow): string {
  const labels = new Set(row.labels.map(({ label }) => label));
  return labels.has('production') ? 'production' : (row.labels[0]?.label ?? newestName(row));
}

/** What names the newest version in a reference: a pending one has no number yet. */
function newestName({ head, pending }: PromptRow): string {
  return pending > 0 ? 'latest' : `v${head}`;
}

/** How well `key` fits `name`, both by `nameKey`; null where its letters do not follow one another in it. */
function likeness(name: string, key: string): number | null {
  if (key === '') return 0;
  const base = baseName(name);
  if (name === key || base === key) return 40;
  if (base.startsWith(key)) return 30;
  if (name.startsWith(key)) return 25;
  if (name.includes(`/${key}`) || name.includes(`-${key}`) || name.includes(` ${key}`)) return 20;
  if (name.includes(key)) return 15;
  let at = -1;
  for (const letter of key) {
    if (letter === ' ') continue;
    at = name.indexOf(letter, at + 1);
    if (at < 0) return null;
  }
  return 1;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
