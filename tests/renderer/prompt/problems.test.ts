import { expect, test } from 'vitest';
import { isUnfilled, mergeProblems, underlined } from '../../../renderer/prompt/problems.ts';
import type { Problem } from '../../../shared/contract.ts';
import { checkMessages, renderMessages } from '../../../shared/template/messages.ts';

function problemsOf(text: string, values: Record<string, string>, declared: string[] = []): Problem[] {
  const variables = declared.map((name) => ({ name, type: 'string' as const }));
  return renderMessages({ format: 'liquid', messages: [{ role: 'user', text }], variables, values }).problems;
}

test('a variable without a value is only not filled in; one that is nearly a known name is an error with a fix', () => {
  const [blank] = problemsOf('{{ ticket }}', {});
  expect(isUnfilled(blank!)).toBe(true);
  expect(underlined(blank!).severity).toBe('warning');
  const [typo] = problemsOf('{{ recieved }}', { received: 'today' });
  expect(isUnfilled(typo!)).toBe(false);
  expect(underlined(typo!).severity).toBe('error');
  expect(typo!.fixes).toEqual([
    { title: 'Write received', edits: [{ message: 0, from: 3, to: 11, insert: 'received' }] },
  ]);
});

test('what both the check and the rendering found is listed once', () => {
  const problems = problemsOf('{{ a', {});
  expect(problems.length).toBe(1);
  expect(mergeProblems(problems, problemsOf('{{ a', {}))).toEqual(problems);
});

test('a misspelt variable that is also not declared is one problem with both ways out; one without a value stays two', () => {
  const text = '{{ recieved }} {{ received }}';
  const variables = [{ name: 'received', type: 'string' as const }];
  const checked = checkMessages('liquid', [{ role: 'user', text }], { variables }).problems;
  const merged = mergeProblems(checked, problemsOf(text, { received: 'x' }, ['received']));
  expect(merged.map(({ severity, code }) => [severity, code])).toEqual([['error', 'missing-variable']]);
  expect(merged[0]!.fixes!.map(({ title }) => title)).toEqual(['Write received', 'Declare recieved']);
});
