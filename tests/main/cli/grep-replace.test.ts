import { expect, test } from 'vitest';
import { newWorkspace } from './galley.ts';

test('texts are searched by line, and replaced in drafts or with a commit each', async () => {
  const desk = await newWorkspace();
  await desk.commit('sales/a', 'Hello\nfrom Acme, acme!');
  await desk.commit('sales/b', 'Acme');
  await desk.commit('other', 'acmes');
  expect(await desk.galley('grep', 'acme')).toBe(
    'other:1:1: acmes\nsales/a:1:2: from Acme, acme!\nsales/a:1:2: from Acme, acme!\nsales/b:1:1: Acme\n',
  );
  expect(await desk.galley('grep', 'acme', 'sales/', '--case', '--word')).toBe('sales/a:1:2: from Acme, acme!\n');
  expect(await desk.json('grep', 'A(c)me$', '--regex')).toMatchObject([{ name: 'sales/b', hits: [{ match: 'Acme' }] }]);
  expect((await desk.done(['grep', 'nothing'])).stderr).toBe('No prompt holds this.\n');
  expect(await desk.refused(['grep', '(', '--regex'])).toBe('This expression cannot be read: unterminated group.');

  expect(await desk.galley('replace', 'Acme', 'Nimbus', 'sales/b', '--dry-run')).toBe(
    'sales/b:1:1\n- Acme\n+ Nimbus\n',
  );
  expect(await desk.galley('replace', 'Acme', 'Nimbus', 'sales/b')).toBe('sales/b, draft: replaced once\n');
  expect(await desk.galley('replace', '(a)cme|nimbus', '<$1>', 'sales', '--regex', '-m', 'New name')).toBe(
    'sales/a v2: replaced 2 times\nsales/b, draft: replaced once\n',
  );
  expect(await desk.json('show', 'sales/a')).toMatchObject({
    message: 'New name',
    content: { messages: [{ text: 'Hello\nfrom <A>, <a>!' }] },
  });
  expect(await desk.json('list', 'sales')).toMatchObject([
    { name: 'sales/a', head: 2, hasDraft: false },
    { name: 'sales/b', head: 1, hasDraft: true },
  ]);
}, 180_000);
