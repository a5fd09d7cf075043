import { expect, test } from 'vitest';
import { diffText } from '../../../main/cli/diff-text.ts';
import { emptyContent, type Content } from '../../../shared/content.ts';
import { compareContent } from '../../../shared/diff/compare-content.ts';

function shownDiff(left: Partial<Content>, right: Partial<Content>): string[] {
  const compared = compareContent(
    { ...emptyContent(), ...left },
    { ...emptyContent(), ...right },
    { ignoreWhitespace: false },
  );
  return diffText(compared, 'a v1', 'a v2').split('\n').slice(2);
}

const user = (text: string) => ({ messages: [{ role: 'user' as const, text }] });

test('only what is near a change is shown; the rest is one mark', () => {
  const lines = Array.from({ length: 20 }, (_, at) => `line ${at + 1}`);
  const changed = lines.with(9, 'tenth line').toSpliced(19, 1);
  expect(shownDiff(user(lines.join('\n')), user(changed.join('\n')))).toEqual([
    '@@ message 1, user @@',
    '⋯',
    ' line 7',
    ' line 8',
    ' line 9',
    '-line 10',
    '+tenth line',
    ' line 11',
    ' line 12',
    ' line 13',
    '⋯',
    ' line 17',
    ' line 18',
    ' line 19',
    '-line 20',
  ]);
});

test('lines that were replaced together stand together, the old ones first', () => {
  expect(shownDiff(user('one\ntwo\nthree'), user('un\ndeux\nthree'))).toEqual([
    '@@ message 1, user @@',
    '-one',
    '-two',
    '+un',
    '+deux',
    ' three',
  ]);
});

test('messages that came, went or changed their role say so; messages that stayed are left out', () => {
  const left = { messages: [{ role: 'system' as const, text: 'Be kind.' }, ...user('Hello there, friend').messages] };
  const right = { messages: [...left.messages, { role: 'assistant' as const, text: 'Good day.' }] };
  expect(shownDiff(left, right)).toEqual(['@@ message 3, assistant, added @@', '+Good day.']);
  expect(shownDiff(right, left)).toEqual(['@@ message 3, assistant, removed @@', '-Good day.']);
});

test('settings, variables and the format are compared by name', () => {
  const left: Partial<Content> = { settings: { temperature: 0.2, model: 'small' } };
  const right: Partial<Content> = {
    settings: { temperature: 0.7 },
    variables: [{ name: 'tone', type: 'string' }],
    format: 'text',
  };
  const shown = shownDiff(left, right);
  expect(shown[0]).toBe('@@ settings @@');
  expect(shown).toEqual(
    expect.arrayContaining(['-setting temperature: 0.2', '+setting temperature: 0.7', '-setting model: small']),
  );
  expect(shown).toEqual(expect.arrayContaining(['-format: liquid', '+format: text']));
  expect(shown.some((line) => line.startsWith('+variable tone: '))).toBe(true);
});

function wordMarks(left: string, right: string): string[] {
  const contents = [left, right].map((text) => ({ ...emptyContent(), ...user(text) }));
  const compared = compareContent(contents[0]!, contents[1]!, { ignoreWhitespace: false });
  return diffText(compared, 'a', 'b', { word: true }).split('\n').slice(3);
}

function searching(description: string, type: string): Partial<Content> {
  return { tools: [{ name: 'search', description, parameters: { properties: { city: { type } } } }] };
}

test('word by word, each side can be read off the marks', () => {
  expect(wordMarks('Write a short note\nto the team', 'Write a long, kind note\nto the whole team')).toEqual([
    ' Write a [-short-]{+long, kind+} note',
    ' to the {+whole +}team',
  ]);
  expect(wordMarks('one two three four', 'one two 2 three four')).toEqual([' one two {+2 +}three four']);
});

test('a member of a tool has a line of its own, and a long text is compared by its lines', () => {
  expect(shownDiff(searching('Looks up\nthe weather', 'string'), searching('Finds\nthe weather', 'number'))).toEqual([
    '@@ settings @@',
    '-tool search parameters.properties.city.type: string',
    '+tool search parameters.properties.city.type: number',
    '@@ tool search description @@',
    '-Looks up',
    '+Finds',
    ' the weather',
  ]);
});
