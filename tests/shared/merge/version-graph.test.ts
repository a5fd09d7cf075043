import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { graphLanes, laneCount, type GraphRow } from '../../../shared/merge/version-graph.ts';

function rows(...lines: string[]): GraphRow[] {
  return lines.map((line) => {
    const [id, ...parents] = line.split(' ') as [string, ...string[]];
    return { id, parents };
  });
}

test('a line has no graph', () => {
  expect(graphLanes(rows('v3 v2', 'v2 v1', 'v1'))).toBeNull();
  expect(graphLanes([])).toBeNull();
});

test('two versions beside each other and their merge take two lanes', () => {
  const lanes = graphLanes(rows('v4 v3 v2', 'v3 v1', 'v2 v1', 'v1'))!;
  expect(lanes).toEqual([
    { lane: 0, from: [], past: [], to: [0, 1] },
    { lane: 0, from: [0], past: [1], to: [0] },
    { lane: 1, from: [1], past: [0], to: [1] },
    { lane: 0, from: [0, 1], past: [], to: [] },
  ]);
  expect(laneCount(lanes)).toBe(2);
});

test('a draft that was begun from an older version passes the newer ones', () => {
  expect(graphLanes(rows('draft v1', 'v2 v1', 'v1'))).toEqual([
    { lane: 0, from: [], past: [], to: [0] },
    { lane: 1, from: [], past: [0], to: [1] },
    { lane: 0, from: [0, 1], past: [], to: [] },
  ]);
});

test('every line that leaves a row arrives at the row of its parent, whatever the history', () => {
  const history = fc.array(fc.array(fc.nat(), { maxLength: 3 }), { maxLength: 25 }).map((plan) =>
    plan
      .map((picks, index): GraphRow => ({
        id: `v${index}`,
        parents: index === 0 ? [] : [...new Set(picks.map((pick) => `v${pick % index}`))],
      }))
      .toReversed(),
  );
  fc.assert(
    fc.property(history, (versions) => {
      const lanes = graphLanes(versions);
      if (lanes === null) return;
      versions.forEach(({ parents }, row) => {
        expect(lanes[row]!.to).toHaveLength(parents.length);
        parents.forEach((parent, index) => {
          const end = versions.findIndex(({ id }) => id === parent);
          const lane = lanes[row]!.to[index]!;
          for (let between = row + 1; between < end; between++) expect(lanes[between]!.past).toContain(lane);
          expect(lanes[end]!.from).toContain(lane);
        });
        expect(lanes[row]!.past).not.toContain(lanes[row]!.lane);
      });
    }),
    { numRuns: 1_000 },
  );
});
