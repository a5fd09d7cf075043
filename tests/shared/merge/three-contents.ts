import * as fc from 'fast-check';
import { type Content, FORMATS, type Message, ROLES } from '../../../shared/content.ts';
import { anyContent } from '../../arbitrary-content.ts';

const line = fc
  .oneof(
    { weight: 5, arbitrary: fc.array(fc.constantFrom('a', 'b', 'never', ' ', '.', '日', '{{ x }}'), { maxLength: 6 }) },
    { weight: 1, arbitrary: fc.array(fc.string({ unit: 'grapheme', maxLength: 4 }), { maxLength: 3 }) },
  )
  .map((parts) => parts.join(''));
const text = fc.array(line, { maxLength: 8 }).map((lines) => lines.join('\n'));
const message: fc.Arbitrary<Message> = fc.record({ role: fc.constantFrom(...ROLES), text });
const smallJson = fc.constantFrom<Content['extra'][string]>(
  0,
  1,
  'x',
  null,
  [1],
  { a: 1 },
  { a: 1, b: { c: 2 } },
  {},
  '__proto__',
);
const object = fc.dictionary(fc.constantFrom('a', 'b', 'c/d', '__proto__'), smallJson, {
  maxKeys: 3,
  noNullPrototype: true,
});
const variable = fc.record(
  {
    name: fc.constantFrom('a', 'b', 'c', '__proto__', 'a (2)'),
    type: fc.constantFrom('string' as const, 'json' as const),
    default: smallJson,
    description: line,
  },
  { requiredKeys: ['name', 'type'] },
);
const tool = fc.record(
  { name: fc.constantFrom('search', 'send', 'stop'), parameters: object },
  { requiredKeys: ['name'] },
);
const settings = fc.record(
  {
    model: fc.constantFrom('m1', 'm2', 'm3'),
    temperature: fc.constantFrom(0, 0.5, 1),
    stop: fc.array(line, { maxLength: 2 }),
    other: object,
  },
  { requiredKeys: [] },
);

/** Contents of few words, so that three of them collide in every way. */
const small: fc.Arbitrary<Content> = fc.record({
  format: fc.constantFrom(...FORMATS),
  messages: fc.array(message, { maxLength: 5 }),
  variables: fc.array(variable, { maxLength: 4 }),
  settings,
  tools: fc.array(tool, { maxLength: 3 }),
  responseSchema: fc.option(object, { nil: null }),
  extra: object,
});

const content = fc.oneof({ weight: 3, arbitrary: small }, { weight: 1, arbitrary: anyContent });

/** `base` as a person leaves it after some edits. */
function edited(base: Content): fc.Arbitrary<Content> {
  return fc
    .record({
      edits: fc.array(
        fc.record({
          kind: fc.constantFrom('line', 'word', 'cut', 'insert', 'role', 'remove', 'add', 'move'),
          at: fc.nat(20),
          to: fc.nat(20),
          line,
          message,
        }),
        { maxLength: 4 },
      ),
      other: small,
      parts: fc.subarray(['format', 'variables', 'settings', 'tools', 'responseSchema', 'extra'] as const, {
        maxLength: 2,
      }),
      shuffled: fc.option(fc.shuffledSubarray(base.variables), { nil: null }),
    })
    .map(({ edits, other, parts, shuffled }) => {
      let { messages } = base;
      for (const edit of edits) messages = editMessages(messages, edit);
      const variables = shuffled ?? base.variables;
      return { ...base, variables, messages, ...Object.fromEntries(parts.map((part) => [part, other[part]])) };
    });
}

type Edit = { kind: string; at: number; to: number; line: string; message: Message };

function editMessages(messages: Message[], { kind, at, to, line, message }: Edit): Message[] {
  if (messages.length === 0 || kind === 'add') return messages.toSpliced(at % (messages.length + 1), 0, message);
  const index = at % messages.length;
  const one = messages[index]!;
  if (kind === 'remove') return messages.toSpliced(index, 1);
  if (kind === 'move') return messages.toSpliced(index, 1).toSpliced(to % messages.length, 0, one);
  if (kind === 'role') return messages.with(index, { ...one, role: message.role });
  const lines = one.text.split('\n');
  const which = to % lines.length;
  const words = lines[which]!.split(' ');
  const next =
    kind === 'insert'
      ? lines.toSpliced(which, 0, line)
      : kind === 'cut'
        ? lines.toSpliced(which, 1)
        : lines.with(which, kind === 'word' ? words.with(at % words.length, line).join(' ') : line);
  return messages.with(index, { ...one, text: next.join('\n') });
}

export type Three = [base: Content, mine: Content, theirs: Content];

/** Three contents: two that came from one, or that share nothing but words. */
export const three: fc.Arbitrary<Three> = fc.oneof(
  { weight: 1, arbitrary: fc.tuple(content, content, content) },
  { weight: 4, arbitrary: content.chain((base) => fc.tuple(fc.constant(base), edited(base), edited(base))) },
);
export const two: fc.Arbitrary<[Content, Content]> = three.map(([, mine, theirs]) => [mine, theirs]);
