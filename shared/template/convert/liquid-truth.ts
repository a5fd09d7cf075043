import type { Test, Value } from './tree.ts';

/** `x and x != empty and x != 0` is how Liquid says what other formats mean by `x`; read so, it converts back to `x`.
 *  Throws nothing: `empty` elsewhere stays what the reader made of it. */
export function foldTruth(test: Test): Test {
  if (test.kind === 'not') return { kind: 'not', of: foldTruth(test.of) };
  if (test.kind === 'any') return { kind: 'any', of: test.of.map(foldTruth) };
  if (test.kind !== 'all') return test;
  const folded: Test[] = [];
  for (const each of test.of) {
    const last = folded.at(-1);
    const isAbout =
      last?.kind === 'truthy' && each.kind === 'compare' && each.operator === '!=' && same(last.of, each.left);
    if (isAbout && isEmptiness(each.right)) folded.splice(-1, 1, { ...last, truth: 'plain' });
    else folded.push(foldTruth(each));
  }
  return folded.length === 1 ? folded[0]! : { kind: 'all', of: folded };
}

function isEmptiness(value: Value): boolean {
  if (value.kind === 'literal') return value.value === '' || value.value === 0;
  return value.kind === 'path' && value.parts[0] === '\0empty';
}

function same(a: Value, b: Value): boolean {
  return a.kind === 'path' && b.kind === 'path' && a.root === b.root && a.parts.join('\0') === b.parts.join('\0');
}
