/** At most three of `candidates` that somebody who typed `wanted` may have meant, nearest first. */
export function nearest(wanted: string, candidates: Iterable<string>): string[] {
  const typed = wanted.toLowerCase();
  const found: { name: string; distance: number }[] = [];
  for (const name of candidates) {
    const distance = distanceTo(typed, name.toLowerCase());
    if (distance !== null) found.push({ name, distance });
  }
  return found
    .toSorted((a, b) => a.distance - b.distance || a.name.length - b.name.length)
    .slice(0, 3)
    .map(({ name }) => name);
}

/** “ Did you mean “a” or “b”?”; nothing where nothing is near. */
export function didYouMean(wanted: string, candidates: Iterable<string>): string {
  const names = nearest(wanted, candidates).map((name) => `“${name}”`);
  const last = names.pop();
  if (last === undefined) return '';
  return ` Did you mean ${names.length === 0 ? last : `${names.join(', ')} or ${last}`}?`;
}

/** How far `name` is from `typed`, null where it is another name altogether. A name forgotten of its folder counts as near. */
function distanceTo(typed: string, name: string): number | null {
  if (name.endsWith(`/${typed}`)) return 0.5;
  const most = Math.max(1, Math.floor(typed.length / 3));
  const distance = edits(typed, name, most);
  if (distance <= most) return distance;
  return typed.length >= 3 && name.includes(typed) ? most + 1 : null;
}

/** Letters to add, drop, change or swap with the next (optimal string alignment); anything above `most` is `most + 1`. */
function edits(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let older: number[] = [];
  let old = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      row[j] = Math.min(old[j]! + 1, row[j - 1]! + 1, old[j - 1]! + Number(!isSame));
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwap) row[j] = Math.min(row[j]!, older[j - 2]! + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    [older, old] = [old, row];
  }
  return old[b.length]!;
}
