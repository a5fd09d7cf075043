import { readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { refusalOf as sentenceOf } from '../../../main/refusal-of.ts';
import { backupTo } from '../../../main/registry/backup.ts';
import { saveDraft } from '../../../main/registry/edit-draft.ts';
import { createPrompt } from '../../../main/registry/edit-prompts.ts';
import { promptDetail, workspaceInfo } from '../../../main/registry/prompt-queries.ts';
import { Registry } from '../../../main/registry/registry.ts';
import { searchPrompts } from '../../../main/registry/search.ts';
import { verify } from '../../../main/registry/verify.ts';
import type { Refusal } from '../../../shared/reply.ts';
import { refusalOf } from '../interchange/refusal-of.ts';
import { readOnly, smallDisk } from './disks.ts';
import {
  commit,
  fileHashes,
  hashOf,
  newWorkspace,
  openAt,
  promptWith,
  says,
  temporaryFolder,
} from './workspace-under-test.ts';

describe('a workspace on a disk that can only be read', () => {
  test.each(['closed', 'left open'])('opens, %s before, says why, and refuses every write', (before) => {
    const registry = newWorkspace();
    const { promptId } = promptWith(registry, 'a', 'walnut', 'pecan');
    const hash = hashOf(registry);
    const files = readdirSync(dirname(registry.path));
    if (before === 'closed') registry.close();
    const folder = readOnly(dirname(registry.path));
    expect(folder, 'this machine allows no way to a read-only disk for root').not.toBeNull();
    const path = join(folder!, 'test.galley');
    const bytes = fileHashes(path);

    const reading = openAt(path);
    expect(workspaceInfo(reading)).toMatchObject({
      prompts: 1,
      readOnly: 'test.galley can only be read: you may not write to it or to its folder.',
    });
    expect(verify(reading).stateHash).toBe(hash);
    expect(promptDetail(reading, promptId).headVersion?.content).toEqual(says('pecan'));
    expect(searchPrompts(reading, { text: 'pecan', archived: false, limit: 5 }).hits).toHaveLength(1);
    const refused = {
      code: 'read-only',
      message: 'test.galley can only be read: you may not write to it or to its folder.',
    };
    expect(refusalOf(() => createPrompt(reading, 'b'))).toEqual(refused);
    expect(refusalOf(() => commit(reading, promptId, 'more'))).toEqual(refused);
    expect(
      refusalOf(() => saveDraft(reading, { promptId, content: says('x'), baseVersionId: null, expectedRevision: 0 })),
    ).toEqual(refused);
    const backup = join(temporaryFolder(), 'backup.galley');
    backupTo(reading.db, backup);
    expect(hashOf(openAt(backup))).toBe(hash);
    reading.close();
    expect(fileHashes(path)).toEqual(bytes);
    if (before === 'closed') expect(readdirSync(folder!)).toEqual(files.filter((name) => !/-(wal|shm)$/.test(name)));
  });

  test('cannot be made there', () => {
    const folder = readOnly(temporaryFolder())!;
    expect(refusalOf(() => new Registry(join(folder, 'new.galley'), { create: true }))?.code).toBe('cannot-open');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('is refused there in one sentence where it is not a workspace', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'text.galley'), 'not a workspace');
    expect(refusalOf(() => new Registry(join(readOnly(folder)!, 'text.galley')))?.code).toBe('not-a-workspace');
  });
});

describe('a full disk', () => {
  test('refuses a commit in one sentence, keeps all that was kept, and takes more once there is room', () => {
    const registry = newWorkspace();
    const { promptId } = promptWith(registry, 'a', 'one');
    const hash = hashOf(registry);
    // SQLite's own limit gives the very error that a full disk gives.
    const pages = Number(registry.db.pragma('page_count', { simple: true }));
    registry.db.pragma(`max_page_count = ${pages}`);
    expect(met(() => commit(registry, promptId, noise(60_000)))).toEqual({
      code: 'disk-full',
      message: 'The disk is full, so nothing was written. Free some space and try again.',
    });
    expect(hashOf(registry)).toBe(hash);
    verify(registry);
    registry.db.pragma(`max_page_count = ${pages + 1_000}`);
    expect(commit(registry, promptId, noise(60_000)).number).toBe(2);
    verify(registry);
  });

  test('of few megabytes takes what fits, loses nothing of it, and opens again', (context) => {
    const disk = smallDisk(2_000_000);
    if (disk === null)
      return context.skip('this machine gives no small disk; SQLite’s own limit stood in for it above');
    const path = join(disk, 'small.galley');
    const registry = openAt(path, { create: true });
    const { promptId } = createPrompt(registry, 'a');
    const kept: string[] = [];
    let refusal: Refusal | null = null;
    while (!refusal) refusal = met(() => void kept.push(commit(registry, promptId, noise(20_000)).versionId));
    expect(refusal.code).toBe('disk-full');
    expect(
      met(() =>
        saveDraft(registry, { promptId, content: says(noise(50_000)), baseVersionId: null, expectedRevision: 0 }),
      )?.code,
    ).toBe('disk-full');
    expect(kept.length).toBeGreaterThan(1);
    expect(promptDetail(registry, promptId).head).toBe(kept.length);
    verify(registry);
    const hash = hashOf(registry);
    expect(refusalOf(() => backupTo(registry.db, join(disk, 'backup.galley')))?.code).toBe('backup-failed');
    expect(readdirSync(disk).filter((name) => name.includes('backup'))).toEqual([]);
    expect(met(() => new Registry(join(disk, 'second.galley'), { create: true }))?.message).toMatch(/full/);
    registry.close();
    expect(verify(openAt(path)).stateHash).toBe(hash);
  });
});

/** The sentence that dispatch would give for what `work` throws; null where it does not. */
function met(work: () => unknown): Refusal | null {
  try {
    work();
    return null;
  } catch (error) {
    return sentenceOf(error);
  }
}

/** Text that does not pack. */
function noise(length: number): string {
  return Array.from({ length }, () => String.fromCodePoint(0x4e00 + Math.floor(Math.random() * 20_000))).join('');
}
