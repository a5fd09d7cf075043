import { expect, test } from 'vitest';
import { newWorkspace, type Desk } from './galley.ts';

const PROMPT = {
  format: 'liquid',
  messages: [
    { role: 'system', text: 'Answer {{ user.name }} in {{ count }} lines.' },
    { role: 'user', text: '{% for item in items %}- {{ item }}\n{% endfor %}{{ tone }}' },
  ],
  variables: [
    { name: 'count', type: 'number' },
    { name: 'items', type: 'list' },
    { name: 'tone', type: 'string', default: 'kindly' },
  ],
};

async function withPrompt(): Promise<Desk> {
  const desk = await newWorkspace();
  const file = { galley: 1, prompts: [{ name: 'p', versions: [{ content: PROMPT }], labels: { production: 0 } }] };
  await desk.galley('import', desk.file('p.json', JSON.stringify(file)));
  return desk;
}

test('values are typed as the version declares them, from a file and from the command line, which wins', async () => {
  const desk = await withPrompt();
  desk.file('values.yaml', 'count: 9\nitems: [a, b]\nuser:\n  name: Ana\n');
  const args = ['render', 'p', '--vars', 'values.yaml', '--var', 'count=3', 'user.name=Ben = Co'];
  expect(await desk.json(...args)).toEqual([
    { role: 'system', text: 'Answer Ben = Co in 3 lines.' },
    { role: 'user', text: '- a\n- b\nkindly' },
  ]);
  expect(await desk.galley(...args)).toBe(
    '── system ──\nAnswer Ben = Co in 3 lines.\n\n── user ──\n- a\n- b\nkindly\n',
  );
  expect(await desk.refused(['render', 'p', '--vars', 'values.yaml', '--var', 'count=three'])).toBe(
    'The variable “count” takes a number such as 3 or 0.5, not “three”.',
  );
  expect(await desk.refused(['render', 'p', '--vars', 'values.yaml', '--var', 'items=a,b'])).toContain(
    'a list in JSON',
  );
  desk.file('list.json', '[1]');
  expect(await desk.refused(['render', 'p', '--vars', 'list.json'])).toContain('it should be an object');
});

test('every value that is missing is named with its place, and nothing is printed', async () => {
  const desk = await withPrompt();
  expect(await desk.refused(['render', 'p', '--var', 'items=[]'])).toBe(
    '“p” v1 cannot be filled in: message 1, line 1, column 11: The variable user.name has no value; ' +
      'message 1, line 1, column 30: The variable count has no value. Give values with --var NAME=VALUE.',
  );
});

test('a name alone means production; @ and the options name another version; nothing falls back', async () => {
  const desk = await newWorkspace();
  await desk.commit('x', 'one');
  await desk.commit('x', 'two');
  expect(await desk.refused(['render', 'x'])).toContain('“x” has no production version');
  await desk.galley('label', 'x', 'production', 'v1', '--reason', 'first');
  expect(await desk.galley('render', 'x')).toBe('one\n');
  expect(await desk.galley('render', 'x@production')).toBe('one\n');
  expect(await desk.galley('render', 'x@v2')).toBe('two\n');
  expect(await desk.galley('render', 'x', '--version', '2')).toBe('two\n');
  expect(await desk.galley('render', 'x', '--label', 'latest')).toBe('two\n');
  expect(await desk.refused(['render', 'x@staging'])).toContain('no version labelled “staging”');
});
