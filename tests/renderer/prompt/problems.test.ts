import { expect, test } from 'vitest';
import { isUnfilled, mergeProblems, suggestedName, underlined } from '../../../renderer/prompt/problems.ts';
import type { Problem } from '../../../shared/contract.ts';
import { renderMessages } from '../../../shared/template/messages.ts';

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
  expect(suggestedName(typo!)).toEqual({ wrong: 'recieved', right: 'received' });
});

test('what both the check and the rendering found is listed once', () => {
  const problems = problemsOf('{{ a', {});
  expect(problems.length).toBe(1);
  expect(mergeProblems(problems, problemsOf('{{ a', {}))).toEqual(problems);
});
