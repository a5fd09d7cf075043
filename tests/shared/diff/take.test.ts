import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Content, emptyContent, type Message, printContent } from '../../../shared/content.ts';
import { listChanges } from '../../../shared/diff/changes.ts';
import { compareContent } from '../../../shared/diff/compare-content.ts';
import { type Compared, mixContents, type Side, takeChanges } from '../../../shared/diff/take.ts';
import { anyContent } from '../../arbitrary-content.ts';

function compared(left: Content | null, right: Content | null, ignoreWhitespace = false): Compared {
  return { left, right, diff: compareContent(left, right, { ignoreWhitespace }) };
}

function all(pair: Compared): Set<number> {
  return new Set(listChanges(pair.diff).keys());
}

function said(...texts: string[]): Content {
  return { ...emptyContent(), messages: texts.map((text): Message => ({ role: 'user', text })) };
}

/** A text of few words and many lines, so that two of them share some. */
const lined = fc
  .array(fc.constantFrom('alpha beta', 'gamma', 'delta epsilon zeta', 'eta theta', ''), { maxLength: 30 })
  .map((lines) => lines.join('\n'));
const linedContent = fc
  .array(fc.record({ role: fc.constantFrom('user' as const, 'system' as const), text: lined }), { maxLength: 5 })
  .map((messages): Content => ({ ...emptyContent(), messages }));

/** Two contents: unrelated, or one made of the other by moving, dropping, adding and changing parts. */
const pairs: fc.Arbitrary<[Content, Content]> = fc.oneof(
  fc.tuple(anyContent, anyContent),
  fc.tuple(linedContent, linedContent),
  fc
    .tuple(anyContent, anyContent)
    .chain(([base, other]) =>
      fc
        .tuple(
          fc.shuffledSubarray([...base.messages, ...other.messages]),
          fc.shuffledSubarray([...base.tools, ...other.tools]),
          fc.shuffledSubarray([...base.variables, ...other.variables]),
          fc.boolean(),
        )
        .map(([messages, tools, variables, settings]): [Content, Content] => [
          base,
          { ...base, messages, tools, variables, settings: settings ? base.settings : other.settings },
        ]),
    ),
);

describe('taking from one side into the other', () => {
  test('all changes give the other side, and none the side as it was, from either side', () => {
    fc.assert(
      fc.property(pairs, fc.constantFrom<Side>('left', 'right'), ([left, right], from) => {
        const pair = compared(left, right);
        const [own, other] = from === 'right' ? [left, right] : [right, left];
        expect(printContent(mixContents(pair, all(pair), from))).toBe(printContent(other));
        expect(printContent(mixContents(pair, new Set(), from))).toBe(printContent(own));
      }),
      { numRuns: 400 },
    );
  });

  test('what is taken from the right is the rest left out from the left', () => {
    fc.assert(
      fc.property(pairs, fc.array(fc.nat(), { maxLength: 6 }), ([left, right], picks) => {
        const pair = compared(left, right);
        const count = all(pair).size;
        const chosen = new Set(count === 0 ? [] : picks.map((pick) => pick % count));
        const rest = new Set([...all(pair)].filter((number) => !chosen.has(number)));
        expect(printContent(mixContents(pair, chosen, 'right'))).toBe(printContent(mixContents(pair, rest, 'left')));
      }),
    );
  });

  test('a hunk that is taken changes its own lines and no other', () => {
    fc.assert(
      fc.property(lined, lined, fc.nat(), (left, right, pick) => {
        const pair = compared(said(left), said(right));
        const changes = listChanges(pair.diff);
        if (changes.length === 0) return;
        const number = pick % changes.length;
        const taken = mixContents(pair, new Set([number]), 'right').messages[0]!.text;
        const change = changes[number]!;
        const rows = pair.diff.messages[0]!.lines;
        const text = (side: Side, from: number, to: number) =>
          rows.slice(from, to).flatMap((row) => row[side]?.spans.map((span) => span.text).join('') ?? []);
        if (change.kind !== 'hunk') throw new Error('only hunks were made');
        const expected = [
          ...text('left', 0, change.from),
          ...text('right', change.from, change.to),
          ...text('left', change.to, rows.length),
        ];
        expect(taken).toBe(expected.join('\n'));
      }),
    );
  });

  test('taken one after the other, in any order, all changes lead to the other side', () => {
    fc.assert(
      fc.property(pairs, fc.infiniteStream(fc.nat()), ([left, right], picks) => {
        let now = left;
        for (let step = 0; ; step++) {
          const pair = compared(now, right);
          const count = all(pair).size;
          if (count === 0) break;
          if (step > 200) throw new Error('the changes do not come to an end');
          now = mixContents(pair, new Set([picks.next().value % count]), 'right');
        }
        expect(printContent(now)).toBe(printContent(right));
      }),
    );
  });

  test('with white space ignored, all that was shown is taken and nothing else', () => {
    const pair = compared(said('one  two\nthree\nfour'), said('one two\nTHREE \nfour '), true);
    expect(mixContents(pair, all(pair), 'right').messages[0]!.text).toBe('one  two\nTHREE \nfour');
    expect(mixContents(pair, all(pair), 'left').messages[0]!.text).toBe('one two\nthree\nfour ');
  });

  test('before the first version there is nothing, and all of it can be taken', () => {
    fc.assert(
      fc.property(anyContent, (content) => {
        const pair = compared(null, content);
        expect(printContent(mixContents(pair, all(pair), 'right'))).toBe(printContent(content));
        expect(mixContents(pair, new Set(), 'right').messages).toEqual([]);
      }),
    );
  });
});

function schema(type: string): Content['responseSchema'] {
  return JSON.parse(`{"properties":{"__proto__":{"type":"${type}"}}}`) as Content['responseSchema'];
}

function never(): never {
  throw new Error('merged');
}

describe('messages and settings', () => {
  const system: Message = { role: 'system', text: 'You answer tickets for the shop' };
  const user: Message = { role: 'user', text: 'The ticket says: {{ ticket }}' };
  const example: Message = { role: 'assistant', text: 'Dear customer, the parcel is on its way' };
  const from = { ...emptyContent(), messages: [system, user, example] };

  test('a message that was added is taken to its place', () => {
    const right = { ...from, messages: [system, { role: 'user' as const, text: 'Brand new words here' }, example] };
    const pair = compared({ ...from, messages: [system, example] }, right);
    expect(mixContents(pair, new Set([0]), 'right')).toEqual(right);
  });

  test('a move, a role and a text are taken apart from each other', () => {
    const moved: Message = { role: 'user', text: 'The ticket says: {{ ticket }}\nAnswer it' };
    const pair = compared(from, { ...from, messages: [moved, { ...system, role: 'developer' }, example] });
    expect(listChanges(pair.diff)).toMatchObject([
      { kind: 'message', what: 'moved' },
      { kind: 'hunk' },
      { kind: 'message', what: 'role' },
    ]);
    expect(mixContents(pair, new Set([0]), 'right').messages).toEqual([user, system, example]);
    expect(mixContents(pair, new Set([1]), 'right').messages).toEqual([system, moved, example]);
    expect(mixContents(pair, new Set([2]), 'right').messages).toEqual([
      { ...system, role: 'developer' },
      user,
      example,
    ]);
  });

  test('one parameter of a tool is taken without the rest of the tool', () => {
    const tool = {
      name: 'search',
      description: 'Looks up',
      parameters: { type: 'object', properties: { city: { type: 'string' } } },
    };
    const other = {
      name: 'search',
      description: 'Finds',
      parameters: { type: 'object', properties: { city: { type: 'number' }, limit: { type: 'integer' } } },
    };
    const pair = compared({ ...from, tools: [tool] }, { ...from, tools: [other] });
    expect(pair.diff.facts.map((fact) => [fact.path.join('.'), fact.kind, fact.left, fact.right])).toEqual([
      ['description', 'changed', 'Looks up', 'Finds'],
      ['parameters.properties.city.type', 'changed', 'string', 'number'],
      ['parameters.properties.limit', 'added', null, '{"type":"integer"}'],
    ]);
    expect(mixContents(pair, new Set([2]), 'right').tools).toEqual([
      { ...tool, parameters: { type: 'object', properties: { city: { type: 'string' }, limit: { type: 'integer' } } } },
    ]);
  });

  test('a member called __proto__ is a member like any other', () => {
    const pair = compared({ ...from, responseSchema: schema('string') }, { ...from, responseSchema: schema('number') });
    expect(printContent(mixContents(pair, new Set([0]), 'right'))).toBe(
      printContent({ ...from, responseSchema: schema('number') }),
    );
  });
});

describe('into a text that is neither side', () => {
  const pair = compared(said('one\ntwo\nthree'), said('one\n2\nthree'));

  test('it is merged, with the other side as the base', () => {
    const mine = said('one\ntwo\nthree\nfour');
    const reply = takeChanges(pair, new Set([0]), 'right', mine, (base, own, theirs) => {
      expect([base, own, theirs].map((each) => each.messages[0]!.text)).toEqual([
        'one\ntwo\nthree',
        'one\ntwo\nthree\nfour',
        'one\n2\nthree',
      ]);
      return said('one\n2\nthree\nfour');
    });
    expect(reply).toEqual({ ok: true, value: said('one\n2\nthree\nfour') });
  });

  test('where both changed the same place it is refused, and so is what the text says already', () => {
    expect(takeChanges(pair, new Set([0]), 'right', said('one\nzwei\nthree'), () => null)).toMatchObject({
      ok: false,
      error: { code: 'conflict' },
    });
    expect(takeChanges(pair, new Set([0]), 'right', said('x'), () => said('x'))).toMatchObject({
      ok: false,
      error: { code: 'unchanged' },
    });
  });

  test('where it is the base nothing has to be merged', () => {
    expect(takeChanges(pair, new Set([0]), 'right', said('one\ntwo\nthree'), never)).toEqual({
      ok: true,
      value: said('one\n2\nthree'),
    });
    expect(takeChanges(pair, new Set([0]), 'left', said('one\n2\nthree'), never)).toEqual({
      ok: true,
      value: said('one\ntwo\nthree'),
    });
  });
});
