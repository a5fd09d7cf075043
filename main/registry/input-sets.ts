import { canonicalJson, type Json } from '../../shared/canonical-json.ts';
import type { InputSet } from '../../shared/contract/input-calls.ts';
import { newId } from '../../shared/ids.ts';
import { Refused } from '../../shared/reply.ts';
import { promptSeq } from './prompt-queries.ts';
import type { Registry } from './registry.ts';

type Row = { id: string; name: string; place: number; chosen: number; vals: string };

export function listInputSets(registry: Registry, promptId: string): { sets: InputSet[]; chosenId: string | null } {
  const rows = readRows(registry, promptSeq(registry, promptId));
  return { sets: rows.map(setOf), chosenId: rows.find((row) => row.chosen === 1)?.id ?? null };
}

/** The set that is filled in; null where the prompt has none. */
export function chosenInputs(registry: Registry, promptId: string): InputSet | null {
  const row = readRows(registry, promptSeq(registry, promptId)).find((each) => each.chosen === 1);
  return row ? setOf(row) : null;
}

/** The chosen set's values; none where there is no set. */
export function readInputs(registry: Registry, promptId: string): Record<string, Json> {
  return chosenInputs(registry, promptId)?.values ?? {};
}

/** Keeps `values` in the chosen set, making one where there is none. */
export function saveInputs(registry: Registry, promptId: string, values: Record<string, Json>): void {
  registry.transaction(() => {
    const { id, name } = chosenInputs(registry, promptId) ?? { id: newId(), name: 'Inputs 1' };
    saveInputSet(registry, promptId, { set: { id, name, values }, choose: true });
  });
}

/** Keeps a set. The first of a prompt is chosen. Refused as `name-taken`. */
export function saveInputSet(
  registry: Registry,
  promptId: string,
  { set, place, choose }: { set: InputSet; place?: number | undefined; choose: boolean },
): void {
  registry.transaction(() => {
    const prompt = promptSeq(registry, promptId);
    const rows = readRows(registry, prompt);
    assertNameFree(rows, set.id, set.name);
    const vals = canonicalJson(set.values);
    if (rows.some((row) => row.id === set.id)) {
      const update = 'UPDATE input_sets SET name = ?, vals = ? WHERE prompt = ? AND id = ?';
      registry.statements.run(update, set.name, vals, prompt, set.id);
    } else {
      const at = Math.min(place ?? rows.length, rows.length);
      registry.statements.run('UPDATE input_sets SET place = place + 1 WHERE prompt = ? AND place >= ?', prompt, at);
      registry.statements.run('INSERT INTO input_sets VALUES (?, ?, ?, ?, 0, ?)', prompt, set.id, set.name, at, vals);
    }
    if (choose || rows.length === 0) chooseRow(registry, prompt, set.id);
  });
}

/** Refused as `no-set`, as are the others that name one. */
export function chooseInputSet(registry: Registry, promptId: string, setId: string): void {
  registry.transaction(() => {
    const prompt = promptSeq(registry, promptId);
    assertThere(readRows(registry, prompt), setId);
    chooseRow(registry, prompt, setId);
  });
}

export function renameInputSet(registry: Registry, promptId: string, setId: string, name: string): void {
  registry.transaction(() => {
    const prompt = promptSeq(registry, promptId);
    const rows = readRows(registry, prompt);
    assertThere(rows, setId);
    assertNameFree(rows, setId, name);
    registry.statements.run('UPDATE input_sets SET name = ? WHERE prompt = ? AND id = ?', name, prompt, setId);
  });
}

/** Where the chosen set goes, the one after it is chosen, or the one before. */
export function removeInputSet(registry: Registry, promptId: string, setId: string): void {
  registry.transaction(() => {
    const prompt = promptSeq(registry, promptId);
    const rows = readRows(registry, prompt);
    assertThere(rows, setId);
    const at = rows.findIndex((row) => row.id === setId);
    registry.statements.run('DELETE FROM input_sets WHERE prompt = ? AND id = ?', prompt, setId);
    registry.statements.run('UPDATE input_sets SET place = place - 1 WHERE prompt = ? AND place > ?', prompt, at);
    const next = rows[at + 1] ?? rows[at - 1];
    if (rows[at]!.chosen === 1 && next) chooseRow(registry, prompt, next.id);
  });
}

function readRows(registry: Registry, prompt: number): Row[] {
  return registry.statements.all<Row>(
    'SELECT id, name, place, chosen, vals FROM input_sets WHERE prompt = ? ORDER BY place, id',
    prompt,
  );
}

function setOf({ id, name, vals }: Row): InputSet {
  return { id, name, values: JSON.parse(vals) as Record<string, Json> };
}

function chooseRow(registry: Registry, prompt: number, setId: string): void {
  registry.statements.run('UPDATE input_sets SET chosen = (id = ?) WHERE prompt = ?', setId, prompt);
}

function assertThere(rows: readonly Row[], setId: string): void {
  if (!rows.some((row) => row.id === setId)) throw new Refused('no-set', 'This input set is not there any more.');
}

function assertNameFree(rows: readonly Row[], setId: string, name: string): void {
  const taken = rows.find((row) => row.id !== setId && row.name.toLowerCase() === name.toLowerCase());
  if (taken) throw new Refused('name-taken', `This prompt has an input set called “${taken.name}” already.`);
}
