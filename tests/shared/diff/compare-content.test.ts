import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Content, emptyContent, FORMATS, type Message, printContent, ROLES } from '../../../shared/content.ts';
import { compareContent } from '../../../shared/diff/compare-content.ts';
import type { ContentDiff, MessageDiff } from '../../../shared/diff/content-diff.ts';

const exact = { ignoreWhitespace: false };
const loose = { ignoreWhitespace: true };

function withMessages(...messages: Message[]): Content {
  return { ...emptyContent(), messages };
}

function user(text: string): Message {
  return { role: 'user', text };
}

const text = fc
  .array(
    fc.constantFrom(
      'You are a',
      'support agent',
      ' ',
      '\n',
      '{{ product }}',
      'a',
      '\t',
      '\r\n',
      '日本語のテキスト',
      '😀',
      '.',
      'refund, even when asked',
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));
const message = fc.record({ role: fc.constantFrom(...ROLES), text });
const content: fc.Arbitrary<Content> = fc.record({
  format: fc.constantFrom(...FORMATS),
  messages: fc.array(message, { maxLength: 6 }),
  variables: fc.array(
    fc.record({ name: fc.constantFrom('a', 'b', 'c'), type: fc.constantFrom('string' as const, 'json' as const) }),
    { maxLength: 4 },
  ),
  settings: fc.record(
    {
      model: fc.constantFrom('m1', 'm2'),
      temperature: fc.constantFrom(0, 0.5),
      other: fc.constantFrom<Content['extra']>({}, { effort: 1 }),
    },
    { requiredKeys: [] },
  ),
  tools: fc.array(fc.record({ name: fc.constantFrom('search', 'send') }), { maxLength: 3 }),
  responseSchema: fc.constantFrom<Content['responseSchema']>(null, { type: 'object' }),
  extra: fc.constantFrom<Content['extra']>({}, { author: 'x' }),
});
/** Two contents that share most of what they say, as a version and its draft do. */
const pair = fc.oneof(
  fc.tuple(content, content),
  content.chain((base) =>
    fc.tuple(
      fc.constant(base),
      fc.shuffledSubarray(base.messages).map((messages) => ({ ...base, messages })),
    ),
  ),
  fc
    .tuple(content, fc.nat(3), text)
    .map(
      ([base, at, next]) =>
        [
          base,
          { ...base, messages: base.messages.map((one, index) => (index === at ? { ...one, text: next } : one)) },
        ] as [Content, Content],
    ),
);

function sideText(diff: MessageDiff, side: 'left' | 'right'): string {
  return diff.lines
    .flatMap((line) => (line[side] ? [line[side].spans.map((span) => span.text).join('')] : []))
    .join('\n');
}

function sideMessages(diff: ContentDiff, side: 'left' | 'right'): Message[] {
  return diff.messages
    .flatMap((one) => {
      const index = side === 'left' ? one.leftIndex : one.rightIndex;
      const role = side === 'left' ? one.leftRole : one.rightRole;
      return index === null ? [] : [{ index, message: { role: role as Message['role'], text: sideText(one, side) } }];
    })
    .toSorted((a, b) => a.index - b.index)
    .map((one) => one.message);
}

/** Rows of two texts, with what differs in brackets. */
function marked(left: string, right: string): (string | null)[][] {
  return compareContent(withMessages(user(left)), withMessages(user(right)), exact).messages[0]!.lines.map((line) => [
    line.left?.spans.map((span) => (span.kind === 'removed' ? `[${span.text}]` : span.text)).join('') ?? null,
    line.right?.spans.map((span) => (span.kind === 'added' ? `[${span.text}]` : span.text)).join('') ?? null,
  ]);
}

function numberedLine(index: number): string {
  return `${index}: ${'lorem ipsum dolor sit amet '.repeat(2)}`;
}

function compareExactly(left: string, right: string): MessageDiff {
  const diff = compareContent(withMessages(user(left)), withMessages(user(right)), exact);
  // Compared here and not by the matcher, which would print 200 KB.
  expect(sideMessages(diff, 'left')[0]!.text === left && sideMessages(diff, 'right')[0]!.text === right).toBe(true);
  return diff.messages[0]!;
}

describe('rules of every comparison', () => {
  test('each side of the rows joined gives back that side exactly', () => {
    fc.assert(
      fc.property(pair, fc.boolean(), ([left, right], ignoreWhitespace) => {
        const diff = compareContent(left, right, { ignoreWhitespace });
        expect(sideMessages(diff, 'left')).toEqual(left.messages);
        expect(sideMessages(diff, 'right')).toEqual(right.messages);
      }),
    );
  });

  test('it says same exactly where the canonical JSON is the same', () => {
    fc.assert(
      fc.property(pair, ([left, right]) => {
        expect(compareContent(left, right, exact).same).toBe(printContent(left) === printContent(right));
        expect(compareContent(left, structuredClone(left), exact).same).toBe(true);
      }),
    );
  });

  test('it leaves what it compares as it was', () => {
    fc.assert(
      fc.property(pair, ([left, right]) => {
        const before = JSON.stringify([left, right]);
        compareContent(left, right, exact);
        expect(JSON.stringify([left, right])).toBe(before);
      }),
    );
  });

  test('line numbers count up from 1 on each side, and spans only mark their own side', () => {
    fc.assert(
      fc.property(pair, ([left, right]) => {
        for (const one of compareContent(left, right, exact).messages) {
          for (const side of ['left', 'right'] as const) {
            const lines = one.lines.flatMap((line) => line[side] ?? []);
            let next = 1;
            for (const line of lines) {
              expect(line.number).toBe(next);
              next += line.spans
                .map((span) => span.text)
                .join('')
                .split('\n').length;
            }
            const foreign = side === 'left' ? 'added' : 'removed';
            expect(lines.flatMap((line) => line.spans).filter((span) => span.kind === foreign)).toEqual([]);
          }
        }
      }),
    );
  });
});

describe('messages', () => {
  test('a message that passed others is moved, not removed and added', () => {
    const [a, b, c] = [
      user('Summarise the ticket in two sentences'),
      user('Reply in the language of the customer'),
      user('Never promise a refund'),
    ];
    const diff = compareContent(withMessages(a, b, c), withMessages(c, a, b), exact);
    expect(diff.messages.map((one) => one.kind)).toEqual(['moved', 'same', 'same']);
    expect(diff.messages[0]).toMatchObject({ leftIndex: 2, rightIndex: 0 });
  });

  test('a message rewritten from nothing in its place is changed', () => {
    const diff = compareContent(withMessages(user('alpha beta')), withMessages(user('gamma delta')), exact);
    expect(diff.messages.map((one) => one.kind)).toEqual(['changed']);
  });

  test('a message put between others is added and leaves the others as they were', () => {
    const diff = compareContent(
      withMessages(user('one two'), user('three four')),
      withMessages(user('one two'), user('brand new'), user('three four, five')),
      exact,
    );
    expect(diff.messages.map((one) => one.kind)).toEqual(['same', 'added', 'changed']);
  });

  test('a message under another role is the same message with its role changed', () => {
    const diff = compareContent(
      withMessages({ role: 'system', text: 'You answer in French.' }),
      withMessages({ role: 'developer', text: 'You answer in French.' }),
      exact,
    );
    expect(diff.messages).toMatchObject([{ kind: 'changed', leftRole: 'system', rightRole: 'developer' }]);
    expect(diff.same).toBe(false);
  });

  test('against nothing, every message is added', () => {
    const diff = compareContent(null, withMessages(user('hello')), exact);
    expect(diff).toMatchObject({
      same: false,
      messages: [{ kind: 'added', leftIndex: null, rightIndex: 0 }],
      facts: [],
    });
    expect(compareContent(null, null, exact).same).toBe(true);
  });
});

describe('text', () => {
  test('a changed line marks the words that differ, and words replaced together are marked together', () => {
    expect(
      marked(
        "Answer the customer's ticket in English.",
        "Answer the customer's ticket in the language it was written in.",
      ),
    ).toEqual([
      [
        "Answer the customer's ticket in [English].",
        "Answer the customer's ticket in [the language it was written in].",
      ],
    ]);
    expect(marked('Write a short friendly note to the team', 'Write a long formal note to the team')).toEqual([
      ['Write a [short friendly] note to the team', 'Write a [long formal] note to the team'],
    ]);
  });

  test('lines that share next to nothing are removed and added whole', () => {
    expect(marked('keep\nThe quick brown fox\nkeep too', 'keep\nAn unrelated sentence\nkeep too')).toEqual([
      ['keep', 'keep'],
      ['[The quick brown fox]', null],
      [null, '[An unrelated sentence]'],
      ['keep too', 'keep too'],
    ]);
  });

  test('a new line between others is one added row', () => {
    expect(marked('a\nb', 'a\nnew\nb')).toEqual([
      ['a', 'a'],
      [null, '[new]'],
      ['b', 'b'],
    ]);
  });

  test('white space alone is no change where it is ignored', () => {
    const left = withMessages(user('  if x:\n\treturn   1 '));
    const right = withMessages(user('if x:\n    return 1'));
    expect(compareContent(left, right, loose).same).toBe(true);
    expect(compareContent(left, right, exact).same).toBe(false);
  });
});

describe('facts', () => {
  test('each setting, variable, tool, the schema, the format and what was imported are told apart by name', () => {
    const left: Content = {
      ...emptyContent(),
      settings: { temperature: 0.4, other: { thinking: true } },
      tools: [{ name: 'search' }],
      extra: { prompty: { a: 1 } },
    };
    const right: Content = {
      ...emptyContent(),
      format: 'jinja2',
      settings: { temperature: 0.2, model: 'm', other: {} },
      variables: [{ name: 'ticket', type: 'string' }],
      tools: [{ name: 'search', description: 'Looks up' }],
      responseSchema: { type: 'object' },
    };
    expect(
      compareContent(left, right, exact).facts.map((fact) => [fact.area, fact.name, fact.kind, fact.left, fact.right]),
    ).toEqual([
      ['format', 'format', 'changed', 'liquid', 'jinja2'],
      ['setting', 'temperature', 'changed', '0.4', '0.2'],
      ['setting', 'other.thinking', 'removed', 'true', null],
      ['setting', 'model', 'added', null, 'm'],
      ['setting', 'other', 'added', null, '{}'],
      ['variable', 'ticket', 'added', null, '{"type":"string"}'],
      ['tool', 'search', 'added', null, 'Looks up'],
      ['schema', 'response schema', 'added', null, '{"type":"object"}'],
      ['extra', 'prompty', 'removed', '{"a":1}', null],
    ]);
  });

  test('variables in another order are a change of their order', () => {
    const variables = [
      { name: 'a', type: 'string' as const },
      { name: 'b', type: 'string' as const },
    ];
    const diff = compareContent(
      { ...emptyContent(), variables },
      { ...emptyContent(), variables: variables.toReversed() },
      exact,
    );
    expect(diff.facts).toMatchObject([
      { area: 'variable', name: '(order)', kind: 'changed', left: 'a, b', right: 'b, a' },
    ]);
  });
});

describe('large texts stay bounded and exact', () => {
  const large = Array.from({ length: 3_500 }, (_, index) => numberedLine(index));
  test('a few edits in 200 KB are found as such', () => {
    const edited = large.with(1_000, `${numberedLine(1_000)} and more`).toSpliced(2_000, 1);
    const rows = compareExactly(large.join('\n'), edited.join('\n')).lines.filter((row) => row.kind !== 'same');
    expect(rows.map((row) => row.kind)).toEqual(['changed', 'removed']);
  });

  test('two texts with nothing, with every line, or with every order in common', () => {
    compareExactly(
      large.join('\n'),
      Array.from({ length: 3_500 }, (_, index) => `other text number ${index * 7}`).join('\n'),
    );
    compareExactly(large.join('\n'), large.map((one) => `${one}!`).join('\n'));
    compareExactly(large.join('\n'), large.toReversed().join('\n'));
    compareExactly('a\nb\n'.repeat(40_000), 'b\nc\n'.repeat(40_000));
  });

  test('one line of 200 KB, edited and rewritten', () => {
    const words = Array.from({ length: 30_000 }, (_, index) => `word${index % 977}`);
    const rows = compareExactly(words.join(' '), words.with(15_000, 'changed').join(' ')).lines;
    expect(rows[0]!.left!.spans.map((span) => span.kind)).toEqual(['same', 'removed', 'same']);
    compareExactly(words.join(' '), words.toReversed().join(' '));
  });
});

describe('the answer stays small', () => {
  test('long unchanged stretches share a row, with lines of their own around each change', () => {
    const lines = Array.from({ length: 40 }, (_, index) => numberedLine(index));
    const rows = compareExactly(lines.join('\n'), lines.with(20, 'changed').join('\n')).lines;
    expect(rows.map((row) => (row.left ?? row.right)!.spans[0]!.text.split('\n').length)).toEqual([
      1, 1, 1, 14, 1, 1, 1, 1, 1, 1, 1, 1, 13, 1, 1, 1,
    ]);
  });

  test('a text of nothing but line breaks, and one where every second line differs, come in few rows', () => {
    const breaks = compareExactly('\n'.repeat(200_000), `${'\n'.repeat(100_000)}x`);
    expect(breaks.lines.length).toBeLessThan(5_000);
    expect(compareExactly(everySecond(0), everySecond(3)).lines.length).toBeLessThan(10_000);
  });

  test('half a megabyte in one line does not overflow the stack', () => {
    const words = Array.from({ length: 90_000 }, (_, index) => `word${(index * 31) % 997}`);
    compareExactly(words.join(' '), words.map((word, index) => (index % 300 === 0 ? 'new' : word)).join(' '));
  });

  test('many long messages without a counterpart are still compared', () => {
    const diff = compareContent(withMessages(...longMessages(3)), withMessages(...longMessages(7_919)), exact);
    expect(sideMessages(diff, 'left')).toEqual(longMessages(3));
    expect(sideMessages(diff, 'right')).toEqual(longMessages(7_919));
  });
});

/** Lines of which every second is the same whatever the shift. */
function everySecond(shift: number): string {
  const line = (index: number) => (index % 2 === 0 ? 'same' : `w${(index * 7 + shift) % 9_973}`);
  return Array.from({ length: 40_000 }, (_, index) => line(index)).join('\n');
}

function longMessages(seed: number): Message[] {
  return Array.from({ length: 190 }, (_, index) => user(`${(index + 1) * seed} `.repeat(200)));
}
