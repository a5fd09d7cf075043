import { expect, test } from 'vitest';
import { problems, rendered, variables } from './reading.ts';

const VALUES = {
  user: { name: 'Ann', age: null },
  items: ['pen', 'ink'],
  ticket: { received: 'today' },
  text: 'it’s {user}',
  quote: "it's",
  word: 'word',
  n: 42,
  big: 1234567.891,
  half: 2.5,
  eighth: 0.125,
  minus: -7,
  yes: true,
};

test('variables are found where they stand', () => {
  const text = '{user.name} {items[0]} {user[name]} {n:>5} {word!r} {{not}}';
  expect(variables('f-string', text)).toEqual(['user.name', 'items@items[0]', 'user@user[name]', 'n', 'word']);
});

// Worked out by hand from https://docs.python.org/3/library/string.html#format-string-syntax
test.each([
  ['{user.name} {user[name]} {items[1]}', 'Ann Ann ink'],
  ['{{"a": {n}}} }}{{', '{"a": 42} }{'],
  ['{text}', 'it’s {user}'],
  ['{yes} {user.age} {items} {user}', "True None ['pen', 'ink'] {'name': 'Ann', 'age': None}"],
  ['{word!r} {quote!r} {word!s} {text!a}', "'word' \"it's\" word 'it\\u2019s {user}'"],
  ['[{word:>6}] [{word:<6}] [{word:^7}] [{word:6}] [{word:*^8}]', '[  word] [word  ] [ word  ] [word  ] [**word**]'],
  ['[{word:.2}] [{word:6.2}] [{word:>06}] [{word:06}]', '[wo] [wo    ] [00word] [word00]'],
  [
    '[{n:6}] [{n:<6}] [{n:06}] [{n:+}] [{n: }] [{n:=+6}] [{n:d}]',
    '[    42] [42    ] [000042] [+42] [ 42] [+   42] [42]',
  ],
  ['[{minus:06}] [{minus:=6}] [{minus:>6}] [{minus:x<6}]', '[-00007] [-    7] [    -7] [-7xxxx]'],
  ['{big:,.2f} {big:.0f} {big:_.1f} {n:,}', '1,234,567.89 1234568 1_234_567.9 42'],
  ['{half:.0f} {eighth:.2f} {half:f} {half:08.2f}', '2 0.12 2.500000 00002.50'],
  ['{eighth:%} {eighth:.1%} {yes:d} {yes:5}', '12.500000% 12.5% 1     1'],
  ['{n:03d}|{n:<4}|{n:^5}|{n:+d}|{n: d}|{n:0>4}|{n:=6}', '042|42  | 42  |+42| 42|0042|    42'],
  [
    '{half:.0f} {half:8.3f} {half:<8.1f}| {half:+.1f} {half:010.2f} {minus:+}',
    '2    2.500 2.5     | +2.5 0000002.50 -7',
  ],
  ['{word:.3} {word:>12} {word:_^15} {word:<<6}', 'wor         word _____word______ word<<'],
  ['{word!r:>10} {word!s:.2} {word!a} {items!r}', "    'word' wo 'word' ['pen', 'ink']"],
  ['{{{n}}} {{}} {{{{n}}}} {{{{{n}}}}}', '{42} {} {{n}} {{42}}'],
  ['{big:,.1f} {n:%} {eighth:.0%} {minus:,}', '1,234,567.9 4200.000000% 12% -7'],
  ['{yes:d} {yes!r} {yes:>6} {user.age!s:>6}', '1 True      1   None'],
])('%s renders as %j', (text, output) => {
  expect(rendered('f-string', text, VALUES)).toBe(output);
});

const LITERAL = 'To send braces as they are, write {{ and }}.';
test.each([
  ['{"a": 1}', `syntax [{"a": 1}] “"a": 1” is not a variable's name. ${LITERAL}`],
  ['a {x', `syntax [{x] This { is not closed. ${LITERAL}`],
  ['a }', 'syntax [}] This } closes nothing. To send a brace as it is, write }}.'],
  ['{}', `syntax [{}] A field needs a variable's name: fields by position have nothing to take. ${LITERAL}`],
  ['{0}', `syntax [{0}] A field needs a variable's name: fields by position have nothing to take. ${LITERAL}`],
  ['{ n }', `syntax [{ n }] “ n ” is not a variable's name. ${LITERAL}`],
  ['{n!z}', 'syntax [{n!z}] A conversion is one of !r, !s and !a.'],
  ['{n:{w}}', 'unsupported [{n:{w}}] A field cannot stand within the format of another.'],
  ['{n:#x}', 'unsupported [{n:#x}] Galley cannot follow the format “#x”: z and # are not known to it.'],
  ['{n:e}', 'unsupported [{n:e}] Galley cannot follow the format “e”: of the types it knows s, d, f and %.'],
  [
    '{n:010,}',
    'unsupported [{n:010,}] Galley cannot follow the format “010,”: zeros and thousands do not go together.',
  ],
])('%s is told at its place', (text, problem) => {
  expect(problems('f-string', text)).toEqual([problem]);
});

test.each([
  [
    '{ticket.recieved}',
    'missing-variable [ticket.recieved] There is no variable ticket.recieved. Did you mean ticket.received?',
  ],
  ['{items[5]}', 'missing-variable [items[5]] There is no variable items[5].'],
  ['{word.upper}', 'missing-variable [word.upper] There is no variable word.upper.'],
  ['{word:d}', 'unsupported [{word:d}] The format “d” is for numbers, and this value is text.'],
  ['{half:d}', 'unsupported [{half:d}] The format “d” is for whole numbers.'],
  ['{half:.3}', 'unsupported [{half:.3}] To round a number, end the format with f: “.3f”.'],
  ['{items:>9}', 'unsupported [{items:>9}] Only text and numbers take a format such as “>9”.'],
])('%s with these values is told at its place', (text, problem) => {
  expect(rendered('f-string', text, VALUES)).toBe(problem);
});
