import { describe, expect, test } from 'vitest';
import { readFrontmatter } from '../../../main/interchange/frontmatter.ts';
import { parseYaml, printYaml } from '../../../main/interchange/yaml.ts';
import { refusalOf } from './refusal-of.ts';

const bomb = (width: number, levels: number): string => {
  const lines = [`a0: &a0 [${Array(width).fill('lol').join(', ')}]`];
  for (let n = 1; n < levels; n++)
    lines.push(
      `a${n}: &a${n} [${Array(width)
        .fill(`*a${n - 1}`)
        .join(', ')}]`,
    );
  return lines.join('\n');
};

describe('parseYaml', () => {
  test('reads maps, lists, numbers and block texts of YAML 1.2', () => {
    expect(parseYaml('name: x\nn: 1.5\nlist: [a, {b: true}]\ntext: |\n  one\n  two\n', 'f')).toEqual({
      name: 'x',
      n: 1.5,
      list: ['a', { b: true }],
      text: 'one\ntwo\n',
    });
  });

  test('an empty text is null', () => {
    expect(parseYaml('', 'f')).toBeNull();
    expect(parseYaml('# only a comment\n', 'f')).toBeNull();
  });

  test('dates and yes stay texts, even where a directive asks for YAML 1.1', () => {
    expect(parseYaml('%YAML 1.1\n---\non: 2024-01-01\nyes: yes\n<<: {a: 1}\n', 'f')).toEqual({
      on: '2024-01-01',
      yes: 'yes',
      '<<': { a: 1 },
    });
  });

  test('a custom tag makes nothing: its text is kept', () => {
    expect(parseYaml('a: !!js/function x', 'f')).toEqual({ a: 'x' });
  });

  test('aliases are resolved', () => {
    expect(parseYaml('a: &x {k: 1}\nb: *x\n', 'f')).toEqual({ a: { k: 1 }, b: { k: 1 } });
  });

  test.each([
    ['nine levels of nine', bomb(9, 9)],
    ['many levels of two', bomb(2, 40)],
    ['an anchor that holds itself', 'a: &a [*a]'],
    ['many anchors', bomb(50, 20)],
  ])('a bomb of aliases is refused at once: %s', (_, text) => {
    expect(refusalOf(() => parseYaml(text, 'bomb.prompty'))).toMatchObject({
      code: expect.stringMatching(/^yaml-(aliases|too-deep)$/),
      message: expect.stringContaining('bomb.prompty'),
    });
  });

  test.each([
    ['flow lists', '['.repeat(50_000)],
    ['flow maps', '{a: '.repeat(50_000)],
    ['sequences on one line', '- '.repeat(50_000)],
    ['keys', Array.from({ length: 400 }, (_, n) => `${' '.repeat(n)}k:`).join('\n')],
  ])('deep nesting is refused with one sentence: %s', (_, text) => {
    expect(refusalOf(() => parseYaml(text, 'deep.prompty'))).toEqual({
      code: 'yaml-too-deep',
      message: 'The YAML in deep.prompty is nested more than 200 levels deep.',
    });
  });

  test('a text over the limit is refused before it is parsed', () => {
    expect(refusalOf(() => parseYaml('x'.repeat(500_001), 'big.prompty'))?.code).toBe('yaml-too-large');
  });

  test('ten thousand keys are read, and the one that stands twice is named with its line', () => {
    const keys = Array.from({ length: 10_000 }, (_, n) => `key${n}: ${n}`);
    expect(Object.keys(parseYaml(keys.join('\n'), 'f') as object)).toHaveLength(10_000);
    expect(refusalOf(() => parseYaml([...keys, 'key7: again'].join('\n'), 'f.prompty', 2))?.message).toBe(
      'The YAML in f.prompty is not valid at line 10002, column 1: The key “key7” stands twice.',
    );
  });

  test('a mistake is named with its line in the file', () => {
    const refusal = refusalOf(() => parseYaml('name: x\nmodel: [gpt\n', 'f.prompty', 2));
    expect(refusal?.code).toBe('yaml-invalid');
    expect(refusal?.message).toMatch(/^The YAML in f\.prompty is not valid at line \d, column \d+: [^\n]+\.$/);
  });

  test.each(['a: .inf', 'a: .nan', '__proto__: {x: 1}', '? [a, b]\n: c', 'a: 1\n---\nb: 2', 'a: *nowhere'])(
    'what JSON cannot carry is refused: %s',
    (text) => {
      expect(refusalOf(() => parseYaml(text, 'f'))?.code).toMatch(/^yaml-/);
    },
  );
});

describe('readFrontmatter', () => {
  test('splits head and body, and says on which lines they begin', () => {
    expect(readFrontmatter('\n---\na: 1\nb: 2\n---\n\nbody\n')).toEqual({
      head: 'a: 1\nb: 2\n',
      headLine: 3,
      body: '\nbody\n',
      bodyLine: 6,
      unclosed: false,
    });
  });

  test('a text without a head is all body', () => {
    expect(readFrontmatter('body\n---\nmore')).toMatchObject({ head: null, body: 'body\n---\nmore', bodyLine: 1 });
  });

  test('an empty head, CR LF and a missing last line end are read', () => {
    expect(readFrontmatter('---\n---\nbody')).toMatchObject({ head: '', body: 'body', bodyLine: 3 });
    expect(readFrontmatter('---\r\na: 1\r\n---\r\nbody')).toMatchObject({ head: 'a: 1\r\n', body: 'body' });
    expect(readFrontmatter('---\na: 1\n---')).toMatchObject({ head: 'a: 1\n', body: '' });
  });

  test('a head that is never closed is told apart from a text without one', () => {
    expect(readFrontmatter('---\na: 1\nbody')).toMatchObject({ head: null, unclosed: true });
  });
});

test.each([{ a: [' \n', ''] }, { a: ' \n' }, { a: 'one\n\ntwo\n', b: '\n x\n' }, { a: '\t\n\t' }, {}])(
  'printed YAML of %j reads back the same',
  (value) => {
    expect(parseYaml(printYaml(value), 'a file')).toEqual(value);
  },
);
