import type { ChangeKind } from '../../shared/change.ts';
import { PENDING_FROM } from './pending-from.ts';
import type { Registry } from './registry.ts';

/** A pending change that got its place. `prompt` is the seq of the prompt it is about. */
export type Moving = { seq: number; kind: ChangeKind; prompt: number | null };

/** Gives a pending change its place in the log where nothing came between: what it did stays done. */
export function moveToPlace(registry: Registry, { seq, kind, prompt }: Moving, place: number): void {
  const { statements, writer } = registry;
  statements.run('UPDATE changes SET seq = ? WHERE seq = ?', place, seq);
  statements.run('UPDATE refused SET seq = ? WHERE seq = ?', place, seq);
  statements.run('DELETE FROM undo WHERE seq = ?', seq);
  if (prompt !== null) writer.touched.add(prompt);
  if (kind === 'prompt.created') movePrompt(registry, seq, place);
  if (kind !== 'version.committed') return;
  statements.run('UPDATE versions SET seq = ? WHERE prompt = ? AND seq = ?', place, prompt, seq);
  statements.run(`UPDATE changes SET parent = ? WHERE seq >= ${PENDING_FROM} AND parent = ?`, place, seq);
}

function movePrompt(registry: Registry, seq: number, place: number): void {
  const { statements, writer } = registry;
  statements.run('UPDATE prompts SET seq = ? WHERE seq = ?', place, seq);
  statements.run('UPDATE versions SET prompt = ? WHERE prompt = ?', place, seq);
  statements.run('UPDATE diverged SET prompt = ? WHERE prompt = ?', place, seq);
  statements.run(`UPDATE changes SET prompt = ? WHERE seq >= ${PENDING_FROM} AND prompt = ?`, place, seq);
  moveLocal(registry, seq, place);
  writer.touch(seq);
  writer.touch(place);
}

/** What this device keeps for a prompt follows it. */
export function moveLocal({ statements }: Registry, seq: number, place: number): void {
  statements.run('UPDATE drafts SET prompt = ? WHERE prompt = ?', place, seq);
  statements.run('UPDATE input_sets SET prompt = ? WHERE prompt = ?', place, seq);
}
