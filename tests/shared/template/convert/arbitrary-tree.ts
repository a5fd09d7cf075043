import * as fc from 'fast-check';
import type { Variable } from '../../../../shared/content.ts';
import type { Binding, Comparison, Node, Test, Truth, Value } from '../../../../shared/template/convert/tree.ts';
import type { Values } from '../../../../shared/template/template-language.ts';

/** What the trees ask for, and of which type it is. */
export const VARIABLES: Variable[] = [
  { name: 'name', type: 'string' },
  { name: 'nothing', type: 'string' },
  { name: 'count', type: 'number' },
  { name: 'yes', type: 'boolean' },
  { name: 'no', type: 'boolean' },
  { name: 'user', type: 'json' },
  { name: 'items', type: 'list' },
  { name: 'words', type: 'list' },
  { name: 'nobody', type: 'list' },
];
export const TYPES = new Map(VARIABLES.map(({ name, type }) => [name, type] as const));

const word = fc.constantFrom('', 'Ann', 'a b', ' x ', '{{name}}', '{name}', '{% if %}', '\n', '"quoted"', '0');
export const anyValues: fc.Arbitrary<Values> = fc.record({
  name: word,
  nothing: fc.constant(''),
  count: fc.integer({ min: -3, max: 3 }),
  yes: fc.constant(true),
  no: fc.constant(false),
  user: fc.record({ name: word, city: fc.record({ code: fc.integer({ min: 1, max: 99 }) }) }),
  items: fc.array(fc.record({ title: word, tags: fc.array(word, { maxLength: 2 }) }), { maxLength: 3 }),
  words: fc.array(word, { maxLength: 3 }),
  nobody: fc.constant([]),
});

const place = { from: 0, to: 0 };
const given = (...parts: string[]): Value => ({ kind: 'path', root: null, parts });

const text = fc
  .string({
    unit: fc.constantFrom(
      'a',
      'B',
      ' ',
      '\n',
      '{',
      '}',
      '{{',
      '}}',
      '%',
      '#',
      '\\',
      '"',
      '{% x %}',
      '~',
      '-',
      '!',
      '\t',
      '\r\n',
    ),
    maxLength: 6,
  })
  .map((content): Node => ({ kind: 'text', text: content }));

type Around = { truth: Truth; loops: readonly { item: Binding; kind: 'items' | 'words' }[] };

function shown({ loops }: Around): fc.Arbitrary<Value> {
  const inner = loops.at(-1);
  const paths = [given('name'), given('count'), given('user', 'name'), given('user', 'city', 'code')];
  if (inner?.kind === 'items') paths.push({ kind: 'path', root: inner.item, parts: ['title'] });
  if (inner?.kind === 'words') paths.push({ kind: 'path', root: inner.item, parts: [] });
  if (inner)
    paths.push({ kind: 'loop', of: inner.item, fact: 'index0' }, { kind: 'loop', of: inner.item, fact: 'index' });
  const filtered = fc.constantFrom<Value>(
    { kind: 'filter', name: 'upcase', of: given('name'), args: [] },
    { kind: 'filter', name: 'strip', of: given('user', 'name'), args: [] },
    { kind: 'filter', name: 'size', of: given('items'), args: [] },
    { kind: 'filter', name: 'join', of: given('words'), args: [{ kind: 'literal', value: ', ' }] },
    {
      kind: 'filter',
      name: 'replace',
      of: given('name'),
      args: [
        { kind: 'literal', value: 'a' },
        { kind: 'literal', value: '"\\' },
      ],
    },
  );
  return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...paths) }, { weight: 1, arbitrary: filtered });
}

function test({ truth, loops }: Around): fc.Arbitrary<Test> {
  const inner = loops.at(-1);
  const asked = [
    given('name'),
    given('nothing'),
    given('count'),
    given('yes'),
    given('no'),
    given('words'),
    given('nobody'),
  ];
  if (inner?.kind === 'words') asked.push({ kind: 'path', root: inner.item, parts: [] });
  if (inner) asked.push({ kind: 'loop', of: inner.item, fact: 'first' });
  const leaf: fc.Arbitrary<Test> = fc.oneof(
    fc.constantFrom(...asked).map((of): Test => ({ kind: 'truthy', of, truth })),
    fc
      .tuple(fc.constantFrom<Comparison>('==', '!='), fc.constantFrom('Ann', '', '"'))
      .map(([operator, value]): Test => ({
        kind: 'compare',
        operator,
        left: given('name'),
        right: { kind: 'literal', value },
      })),
    fc
      .tuple(fc.constantFrom<Comparison>('<', '>=', '=='), fc.integer({ min: -2, max: 2 }))
      .map(([operator, value]): Test => ({
        kind: 'compare',
        operator,
        left: given('count'),
        right: { kind: 'literal', value },
      })),
  );
  return fc.oneof(
    { weight: 4, arbitrary: leaf },
    { weight: 1, arbitrary: leaf.map((of): Test => ({ kind: 'not', of })) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom('all' as const, 'any' as const), fc.array(leaf, { minLength: 2, maxLength: 3 }))
        .map(([kind, of]): Test => ({ kind, of })),
    },
  );
}

function nodes(around: Around, depth: number): fc.Arbitrary<Node[]> {
  const output = shown(around).map((value): Node => ({ kind: 'output', value, place }));
  const comment = fc
    .constantFrom('a note', 'x }} %} #} --}}')
    .map((content): Node => ({ kind: 'comment', text: content, place }));
  if (depth === 0) return fc.array(fc.oneof({ weight: 3, arbitrary: text }, output, comment), { maxLength: 3 });
  const condition = fc
    .tuple(test(around), nodes(around, depth - 1), nodes(around, depth - 1))
    .map(([made, body, otherwise]): Node => ({ kind: 'if', test: made, body, otherwise, place }));
  const loop = fc.constantFrom('items' as const, 'words' as const).chain((kind) => {
    const item: Binding = { name: null };
    const inside = { ...around, loops: [...around.loops, { item, kind }] };
    return fc
      .tuple(nodes(inside, depth - 1), nodes(around, 0))
      .map(([body, otherwise]): Node => ({ kind: 'each', list: given(kind), item, body, otherwise, place }));
  });
  return fc.array(
    fc.oneof({ weight: 4, arbitrary: text }, { weight: 2, arbitrary: output }, comment, condition, loop),
    { maxLength: 4 },
  );
}

/** Trees of everything that has a counterpart somewhere. `truth` is what the source format holds for true. */
export function anyTree(truth: Truth): fc.Arbitrary<Node[]> {
  return nodes({ truth, loops: [] }, 2);
}
