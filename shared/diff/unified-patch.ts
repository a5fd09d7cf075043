import { type Match, matchSequences } from './match-sequences.ts';

/** Lines shown around a change. */
const CONTEXT = 3;
const NO_BREAK = '\\ No newline at end of file';

/** The change from one text to another as `diff -u` writes it, with git's head, so that both `patch -p1` and `git apply` take
 *  it: https://www.gnu.org/software/diffutils/manual/html_node/Detailed-Unified.html. A null text is a file that is not
 *  there. Empty where the texts are the same. `path` has slashes. */
export function unifiedPatch(path: string, left: string | null, right: string | null): string {
  if (left === right) return '';
  const before = linesOf(left ?? '');
  const after = linesOf(right ?? '');
  const head = [
    `diff --git ${quoted(`a/${path}`)} ${quoted(`b/${path}`)}`,
    ...(left === null ? ['new file mode 100644'] : right === null ? ['deleted file mode 100644'] : []),
  ];
  const hunks = hunksOf(before, after);
  // A file with nothing in it comes or goes by its head alone.
  const names = [
    `--- ${left === null ? '/dev/null' : named(`a/${path}`)}`,
    `+++ ${right === null ? '/dev/null' : named(`b/${path}`)}`,
  ];
  return [...head, ...(hunks.length > 0 ? names : []), ...hunks].map((line) => `${line}\n`).join('');
}

/** Lines with their breaks: the last one may have none, and is another line than the same one with a break. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+/g) ?? [];
}

type Row = { sign: ' ' | '-' | '+'; line: string };

function hunksOf(left: readonly string[], right: readonly string[]): string[] {
  const rows = rowsOf(left, right);
  const printed: string[] = [];
  let [atLeft, atRight, from] = [0, 0, 0];
  for (let at = 0; at < rows.length;) {
    if (rows[at]!.sign === ' ') {
      at++;
      continue;
    }
    const start = Math.max(from, at - CONTEXT);
    let end = at;
    for (let next = at; next < rows.length && next <= end + 2 * CONTEXT; next++)
      if (rows[next]!.sign !== ' ') end = next;
    end = Math.min(rows.length, end + 1 + CONTEXT);
    for (; from < start; from++) [atLeft, atRight] = [atLeft + 1, atRight + 1];
    const hunk = rows.slice(start, end);
    const [lefts, rights] = [
      hunk.filter((row) => row.sign !== '+').length,
      hunk.filter((row) => row.sign !== '-').length,
    ];
    printed.push(`@@ -${range(atLeft, lefts)} +${range(atRight, rights)} @@`);
    for (const { sign, line } of hunk)
      printed.push(...(line.endsWith('\n') ? [sign + line.slice(0, -1)] : [sign + line, NO_BREAK]));
    [atLeft, atRight, from, at] = [atLeft + lefts, atRight + rights, end, end];
  }
  return printed;
}

function rowsOf(left: readonly string[], right: readonly string[]): Row[] {
  const rows: Row[] = [];
  let [atLeft, atRight] = [0, 0];
  for (const [toLeft, toRight] of [...matchSequences(left, right), [left.length, right.length] as Match]) {
    for (; atLeft < toLeft; atLeft++) rows.push({ sign: '-', line: left[atLeft]! });
    for (; atRight < toRight; atRight++) rows.push({ sign: '+', line: right[atRight]! });
    if (toLeft < left.length) rows.push({ sign: ' ', line: left[toLeft]! });
    [atLeft, atRight] = [toLeft + 1, toRight + 1];
  }
  return rows;
}

/** Where there are no lines, the number is that of the line before. */
function range(from: number, count: number): string {
  return count === 1 ? String(from + 1) : `${count === 0 ? from : from + 1},${count}`;
}

/** A name with spaces ends at a tab, or `patch` would take its first word. */
function named(path: string): string {
  const name = quoted(path);
  return name === path && path.includes(' ') ? `${name}\t` : name;
}

/** As git quotes a name that holds quotes, backslashes or control characters. */
function quoted(path: string): string {
  if (!/["\\\p{Cc}]/u.test(path)) return path;
  const escaped = path
    .replaceAll(/["\\]/g, (sign) => `\\${sign}`)
    .replaceAll(/\p{Cc}/gu, (sign) => `\\${sign.charCodeAt(0).toString(8).padStart(3, '0')}`);
  return `"${escaped}"`;
}
