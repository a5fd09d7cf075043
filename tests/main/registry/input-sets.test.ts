import { expect, test } from 'vitest';
import { createPrompt } from '../../../main/registry/edit-prompts.ts';
import {
  chooseInputSet,
  chosenInputs,
  listInputSets,
  readInputs,
  removeInputSet,
  renameInputSet,
  saveInputs,
  saveInputSet,
} from '../../../main/registry/input-sets.ts';
import { migrations } from '../../../main/registry/migrations.ts';
import { openDatabase } from '../../../main/registry/open-database.ts';
import { Id, newId } from '../../../shared/ids.ts';
import { newWorkspace } from './workspace-under-test.ts';

function promptWithSets(...names: string[]) {
  const registry = newWorkspace();
  const { promptId } = createPrompt(registry, 'support/reply');
  const sets = names.map((name) => ({ id: newId(), name, values: { from: name } }));
  for (const set of sets) saveInputSet(registry, promptId, { set, choose: false });
  return { registry, promptId, sets };
}

test('a prompt without a set has no values, and the first save makes one', () => {
  const { registry, promptId } = promptWithSets();
  expect(listInputSets(registry, promptId)).toEqual({ sets: [], chosenId: null });
  expect(readInputs(registry, promptId)).toEqual({});
  saveInputs(registry, promptId, { product: 'Nimbus' });
  expect(chosenInputs(registry, promptId)).toMatchObject({ name: 'Inputs 1', values: { product: 'Nimbus' } });
});

test('the first set is chosen, and another when it is asked for', () => {
  const { registry, promptId, sets } = promptWithSets('French', 'Angry');
  expect(readInputs(registry, promptId)).toEqual({ from: 'French' });
  chooseInputSet(registry, promptId, sets[1]!.id);
  expect(readInputs(registry, promptId)).toEqual({ from: 'Angry' });
  saveInputs(registry, promptId, { from: 'very angry' });
  expect(listInputSets(registry, promptId).sets.map(({ values }) => values)).toEqual([
    { from: 'French' },
    { from: 'very angry' },
  ]);
});

test('a set that is removed gives way to its neighbour, and comes back to its place', () => {
  const { registry, promptId, sets } = promptWithSets('One', 'Two', 'Three');
  chooseInputSet(registry, promptId, sets[1]!.id);
  removeInputSet(registry, promptId, sets[1]!.id);
  expect(chosenInputs(registry, promptId)?.name).toBe('Three');
  removeInputSet(registry, promptId, sets[2]!.id);
  expect(chosenInputs(registry, promptId)?.name).toBe('One');
  saveInputSet(registry, promptId, { set: sets[2]!, choose: false });
  saveInputSet(registry, promptId, { set: sets[1]!, place: 1, choose: true });
  expect(listInputSets(registry, promptId)).toEqual({ sets, chosenId: sets[1]!.id });
  for (const { id } of sets) removeInputSet(registry, promptId, id);
  expect(listInputSets(registry, promptId)).toEqual({ sets: [], chosenId: null });
});

test('two sets of a prompt never have one name', () => {
  const { registry, promptId, sets } = promptWithSets('French', 'Angry');
  expect(() => renameInputSet(registry, promptId, sets[1]!.id, 'french')).toThrow(
    'an input set called “French” already',
  );
  expect(() => saveInputSet(registry, promptId, { set: { ...sets[0]!, id: newId() }, choose: false })).toThrow(
    'already',
  );
  renameInputSet(registry, promptId, sets[0]!.id, 'FRENCH');
  expect(listInputSets(registry, promptId).sets[0]!.name).toBe('FRENCH');
  expect(() => chooseInputSet(registry, promptId, newId())).toThrow('not there any more');
});

test('values of a workspace from before there were sets become a chosen set', () => {
  const { path } = newWorkspace();
  const older = openDatabase(`${path}.older`, { create: true, check: 'now', migrations: migrations.slice(0, 1) });
  older.db.prepare('INSERT INTO inputs VALUES (?, ?)').run(1, '{"product":"Nimbus"}');
  older.close();
  const opened = openDatabase(`${path}.older`, { create: false, check: 'now' });
  const row = opened.db.prepare('SELECT * FROM input_sets').get() as { id: string };
  expect(row).toMatchObject({ prompt: 1, name: 'Inputs 1', place: 0, chosen: 1, vals: '{"product":"Nimbus"}' });
  expect(Id.safeParse(row.id).success).toBe(true);
  opened.close();
});
