// A process that writes to a workspace and syncs it, for ever. Arguments: the workspace, the name of who writes. GALLEY_KEYS names
// the folder of the keys. What is kept from then on is told on stdout, a line of JSON each.
import { writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { newId } from '../../../shared/ids.ts';
import { emptyContent } from '../../../shared/content.ts';
import { commitVersion } from '../../../main/registry/commit-version.ts';
import { createPrompt } from '../../../main/registry/edit-prompts.ts';
import { currentMoveId, moveLabel } from '../../../main/registry/move-label.ts';
import { promptNamed } from '../../../main/registry/prompt-queries.ts';
import { Registry } from '../../../main/registry/registry.ts';
import { Sync } from '../../../main/sync/sync.ts';
import { Refused } from '../../../shared/reply.ts';

export type Kept = { promptId: string } | { versionId: string; promptId: string; text: string } | { moveId: string };

const BETWEEN = 30; // milliseconds, at most: as much as a person and a script write together

const [path, name] = process.argv.slice(2) as [string, string];
const registry = new Registry(path, { busyMilliseconds: 60_000 });
const sync = new Sync(registry);
sync.start();
const shared = promptNamed(registry, 'shared').id;

for (let count = 0; ; count += 1) {
  const text = `${name} ${process.pid} ${count} ${'words '.repeat(count % 40)}`;
  const versionId = commit(shared, text);
  if (count % 5 === 0) commit(create(`${name}/${newId()}`), text);
  if (count % 7 === 0) move(versionId);
  sync.noteChanges();
  await pause(Math.random() * BETWEEN);
}

function create(called: string): string {
  const { promptId } = createPrompt(registry, called);
  keep({ promptId });
  return promptId;
}

function commit(promptId: string, text: string): string {
  const content = { ...emptyContent(), messages: [{ role: 'user' as const, text }] };
  const { versionId } = commitVersion(registry, { promptId, message: '', content });
  keep({ versionId, promptId, text });
  return versionId;
}

/** The others move it, too: what it is expected to replace may be gone by the time the log has it. */
function move(versionId: string): void {
  try {
    const expectedMoveId = currentMoveId(registry, shared, 'staging');
    keep(moveLabel(registry, { promptId: shared, label: 'staging', versionId, expectedMoveId, reason: name }));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
}

function keep(kept: Kept): void {
  writeSync(1, `${JSON.stringify(kept)}\n`);
}
