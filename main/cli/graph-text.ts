import { graphLanes, laneCount, type GraphRow, type Lanes } from '../../shared/merge/version-graph.ts';

/** The lines of a history's graph, for each row: what stands before its text, and lines of the graph alone above and
 *  below it. Null where the history is a line. */
export function graphText(rows: readonly GraphRow[]): { above: string[]; node: string; below: string[] }[] | null {
  const lanes = graphLanes(rows);
  if (!lanes) return null;
  const width = laneCount(lanes);
  return lanes.map((row, index) => ({
    above: bend(row, row.from, width, ['╯', '╰']),
    node: cells(width, (lane) => (lane === row.lane ? nodeOf(rows[index]!) : row.past.includes(lane) ? '│' : ' ')),
    below: bend(row, row.to, width, ['╮', '╭']),
  }));
}

function nodeOf({ parents }: GraphRow): string {
  return parents.length > 1 ? '◆' : '●';
}

/** A line on which lanes come from the sides into the node's, or leave it. Empty where none does. */
function bend(
  { lane, past }: Lanes,
  others: readonly number[],
  width: number,
  [right, left]: [string, string],
): string[] {
  const sides = others.filter((other) => other !== lane);
  if (sides.length === 0) return [];
  const [first, last] = [Math.min(lane, ...sides), Math.max(lane, ...sides)];
  const line = cells(
    width,
    (at) => {
      if (at === lane) return first < lane ? (last > lane ? '┼' : '┤') : '├';
      if (sides.includes(at) && !past.includes(at))
        return at === last && at > lane ? right : at === first && at < lane ? left : '┴';
      if (past.includes(at)) return at > first && at < last ? '┼' : sides.includes(at) ? '┤' : '│';
      return at > first && at < last ? '─' : ' ';
    },
    (at) => (at >= first && at < last ? '─' : ' '),
  );
  return [line];
}

function cells(width: number, sign: (lane: number) => string, gap: (lane: number) => string = () => ' '): string {
  return Array.from({ length: width }, (_, lane) => sign(lane) + gap(lane))
    .join('')
    .trimEnd();
}
