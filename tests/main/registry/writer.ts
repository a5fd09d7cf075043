import { writeSync } from 'node:fs';
import { emptyContent, type Content } from '../../../shared/content.ts';
import { commitVersion } from '../../../main/registry/commit-version.ts';
import { saveDraft } from '../../../main/registry/edit-draft.ts';
import { createPrompt } from '../../../main/registry/edit-prompts.ts';
import { currentMoveId, moveLabel } from '../../../main/registry/move-label.ts';
import { readDraft } from '../../../main/registry/prompt-queries.ts';
import { Registry } from '../../../main/registry/registry.ts';

/** A process of its own that writes to a workspace and says on stdout what was kept, once it was:
 *  `node writer.ts PATH NAME COUNT`. Each round commits a version, moves a label to it, and saves a draft. */
export type Kept = { version: string; text: string } | { move: string } | { draft: number };

const [path, name, count] = process.argv.slice(2) as [string, string, string];
const registry = new Registry(path, { create: true, busyMilliseconds: 60_000 });
const shared = promptCalled('shared');
const own = promptCalled(`drafts of ${name}`);

const from = draftNumber();
for (let round = from; round < from + Number(count); round += 1) {
  const text = `${name} ${process.pid} ${round} ${'words '.repeat(round % 50)}`;
  const { versionId } = commitVersion(registry, { promptId: shared, message: '', content: says(text) });
  keep({ version: versionId, text });
  keep({ move: move(versionId) });
  save(round + 1);
  keep({ draft: round + 1 });
}
registry.close();

function promptCalled(called: string): string {
  return registry.transaction(() => registry.state.promptIdByKey(called) ?? createPrompt(registry, called).promptId);
}

/** In one transaction, as the command line does it: others move the same label. */
function move(versionId: string): string {
  return registry.transaction(() => {
    const expectedMoveId = currentMoveId(registry, shared, 'staging');
    return moveLabel(registry, { promptId: shared, label: 'staging', versionId, expectedMoveId, reason: name }).moveId;
  });
}

function draftNumber(): number {
  const draft = readDraft(registry, registry.state.promptSeq(own)!);
  return draft ? Number(draft.content.messages[0]!.text) : 0;
}

function save(number: number): void {
  const expectedRevision = readDraft(registry, registry.state.promptSeq(own)!)?.revision ?? 0;
  saveDraft(registry, { promptId: own, content: says(String(number)), baseVersionId: null, expectedRevision });
}

function keep(kept: Kept): void {
  writeSync(1, `${JSON.stringify(kept)}\n`);
}

function says(text: string): Content {
  return { ...emptyContent(), messages: [{ role: 'user', text }] };
}
