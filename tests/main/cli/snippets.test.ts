import { expect, test } from 'vitest';
import { z } from 'zod';
import { SnippetImpact, SnippetUse } from '../../../shared/contract/snippet-calls.ts';
import { newWorkspace, type Desk } from './galley.ts';

async function withSnippets(): Promise<Desk> {
  const desk = await newWorkspace();
  await desk.commit('tone/formal', 'Be kind to {{ who }}.');
  await desk.galley('label', 'tone/formal', 'production', 'v1', '--reason', 'First');
  await desk.commit('reply', "{% render 'tone/formal', who: customer %} Now: {{ ticket }}");
  await desk.galley('label', 'reply', 'production', 'v1', '--reason', 'First');
  return desk;
}

test('a prompt is filled in with its snippets, and tells what they were at the commit', async () => {
  const desk = await withSnippets();
  expect(await desk.galley('render', 'reply', 'customer=Ann', 'ticket={{ who }}')).toBe(
    'Be kind to Ann. Now: {{ who }}\n',
  );
  expect(await desk.galley('show', 'reply')).toContain('snippets    tone/formal = v1\n');
  expect(await desk.json('show', 'reply')).toMatchObject({
    snippets: [{ target: 'tone/formal', name: 'tone/formal', number: 1 }],
  });
  expect(await desk.json('show', 'tone/formal')).not.toHaveProperty('snippets');
  await desk.galley('verify');
}, 180_000);

test('a file whose references mean nothing is not committed', async () => {
  const desk = await withSnippets();
  const file = desk.file('a.md', "{% render 'tone/fromal' %}");
  expect(await desk.refused(['commit', 'new', '--file', file, '-m', 'x'])).toBe(
    'This cannot be committed yet. There is no prompt called tone/fromal. Did you mean tone/formal?',
  );
  expect(await desk.json('list', 'new')).toEqual([]);
}, 180_000);

test('who includes a prompt, and what a change to it does there', async () => {
  const desk = await withSnippets();
  expect(await desk.galley('used-by', 'tone/formal')).toBe('reply v1 [production]  tone/formal\n');
  const uses = z.array(SnippetUse).parse(await desk.json('used-by', 'tone/formal'));
  expect(uses).toMatchObject([{ name: 'reply', number: 1, isHead: true, labels: ['production'], path: [] }]);
  expect((await desk.done(['used-by', 'reply'])).stderr).toBe('No prompt includes “reply”.\n');
  await desk.commit('tone/formal', 'Be curt to {{ who }}.');
  const { stdout, stderr } = await desk.done(['impact', 'tone/formal']);
  expect(stdout).toContain('-Be kind to {{customer}}. Now: {{ticket}}\n+Be curt to {{customer}}. Now: {{ticket}}\n');
  expect(stderr).toBe('1 text of 1 would change.\n');
  expect(z.array(SnippetImpact).parse(await desk.json('impact', 'tone/formal', '--to', 'v1'))).toMatchObject([
    { affected: false, why: 'The text that is sent stays the same.' },
  ]);
  expect((await desk.done(['impact', 'tone/formal', '--label', 'staging'])).stderr).toBe(
    'reply v1 [production]: It asks for tone/formal, which this does not change.\n0 texts of 1 would change.\n',
  );
}, 180_000);
