import { expect, test } from 'vitest';
import { findPrompt } from '../../../main/cli/find-prompt.ts';
import { saveInputSet } from '../../../main/registry/input-sets.ts';
import { Registry } from '../../../main/registry/registry.ts';
import { newId } from '../../../shared/ids.ts';
import { newWorkspace, type Desk } from './galley.ts';

const PROMPT = {
  format: 'liquid',
  messages: [{ role: 'user', text: 'Greet {{ name }}.' }],
  settings: { model: 'gpt-4o' },
};

async function withPrompt(): Promise<Desk> {
  const desk = await newWorkspace();
  const file = { galley: 1, prompts: [{ name: 'p', versions: [{ content: PROMPT }], labels: { production: 0 } }] };
  await desk.galley('import', desk.file('p.json', JSON.stringify(file)));
  const registry = new Registry(desk.workspace);
  const promptId = findPrompt(registry, 'p').id;
  for (const name of ['Ana', 'Ben'])
    saveInputSet(registry, promptId, { set: { id: newId(), name: `Set of ${name}`, values: { name } }, choose: false });
  registry.close();
  return desk;
}

test('render takes its values from a named input set, and typed ones go before', async () => {
  const desk = await withPrompt();
  expect(await desk.galley('render', 'p', '--inputs', 'set of ben')).toBe('Greet Ben.\n');
  expect(await desk.galley('render', 'p', '--inputs', 'Set of Ben', '--var', 'name=Cy')).toBe('Greet Cy.\n');
  expect(await desk.refused(['render', 'p', '--inputs', 'Set of Bex'])).toContain(
    '“p” has no input set called “Set of Bex”; it has “Set of Ana”, “Set of Ben”. Did you mean “Set of Ben”',
  );
  expect(await desk.refused(['render', 'p'])).toContain('no value');
});

test('show prints a version as it may be pasted elsewhere: a request with the chosen inputs, or the text as it is', async () => {
  const desk = await withPrompt();
  expect(await desk.galley('show', 'p', '--as', 'markdown')).toBe('# p\n\n## User\n\nGreet {{ name }}.\n');
  const curl = await desk.galley('show', 'p', '--as', 'curl');
  expect(curl).toContain(`-H "authorization: Bearer $OPENAI_API_KEY"`);
  expect(curl).toContain('"content": "Greet Ana."');
  expect(await desk.galley('show', 'p', '--as', 'python', '--inputs', 'Set of Ben')).toContain(
    '"content": "Greet Ben."',
  );
  const { as, text } = await desk.json<{ as: string; text: string }>('show', 'p', '--as', 'typescript');
  expect([as, text.startsWith('const response = await fetch("https://api.openai.com/v1/chat/completions"')]).toEqual([
    'typescript',
    true,
  ]);
  const { code, stderr } = await desk.run(['show', 'p', '--as', 'rust']);
  expect([code, stderr.includes('rust')]).toEqual([2, true]);
}, 180_000);
