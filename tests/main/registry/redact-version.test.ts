import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { runExport } from '../../../main/interchange/run-export.ts';
import { moveLabel } from '../../../main/registry/move-label.ts';
import { redactVersion } from '../../../main/registry/redact-version.ts';
import { restoreVersion, saveDraft } from '../../../main/registry/edit-draft.ts';
import { verify } from '../../../main/registry/verify.ts';
import { contentOf, versionById } from '../../../main/registry/version-queries.ts';
import { commitVersion } from '../../../main/registry/commit-version.ts';
import { newTeam } from './team-under-test.ts';
import { newWorkspace, openAt, promptWith, says } from './workspace-under-test.ts';

const SECRET = 'xq7hunter2wz9';

/** Whether the bytes of the file, or of the journal beside it, hold the words as they are. */
function holds(path: string, words: string): boolean {
  return [path, `${path}-wal`].some((file) => existsSync(file) && readFileSync(file).includes(words));
}

describe('redacting a version', () => {
  test('takes its words out of the file and its journal, while another process has it open', () => {
    const registry = newWorkspace();
    openAt(registry.path);
    const { promptId, versions } = promptWith(registry, 'a', 'one');
    const head = versions[0]!.versionId;
    saveDraft(registry, { promptId, content: says(`a ${SECRET} b`), baseVersionId: head, expectedRevision: 0 });
    const { versionId } = commitVersion(registry, { promptId, message: 'two', expectedHead: head });
    saveDraft(registry, { promptId, content: says('three'), baseVersionId: versionId, expectedRevision: 0 });
    commitVersion(registry, { promptId, message: 'three', expectedHead: versionId });
    expect(holds(registry.path, SECRET)).toBe(true);
    expect(redactVersion(registry, { versionId, reason: ' a password ' })).toEqual({ queued: false });
    expect(holds(registry.path, SECRET)).toBe(false);
    expect(versionById(registry, versionId)).toMatchObject({
      number: 2,
      message: 'two',
      redacted: { by: 'ana', reason: 'a password' },
    });
    verify(registry);
  });

  test('leaves a version that nobody restores, releases or takes for an empty text', () => {
    const registry = newWorkspace();
    const { promptId, versions } = promptWith(registry, 'a', 'one', SECRET);
    const { versionId } = versions[1]!;
    redactVersion(registry, { versionId, reason: 'a password' });
    const gone = /Redacted by ana: a password/;
    expect(() => contentOf(registry, versionId)).toThrow(gone);
    expect(() => restoreVersion(registry, { promptId, versionId })).toThrow(gone);
    expect(() => runExport(registry, { format: 'text', promptIds: null })).toThrow(gone);
    expect(() =>
      moveLabel(registry, { promptId, label: 'production', versionId, expectedMoveId: null, reason: '' }),
    ).toThrow(/was redacted/);
    expect(() => redactVersion(registry, { versionId, reason: 'again' })).toThrow(/redacted already/);
  });

  test('is for owners, and for versions that are in the log', () => {
    const { ana, join } = newTeam();
    const { versions } = promptWith(ana.registry, 'a', SECRET);
    const { versionId } = versions[0]!;
    expect(() => redactVersion(ana.registry, { versionId, reason: 'a password' })).toThrow(/Sync first/);
    ana.push();
    const ben = join('ben');
    expect(() => redactVersion(ben.registry, { versionId, reason: 'a password' })).toThrow(/owner/);
    expect(redactVersion(ana.registry, { versionId, reason: 'a password' })).toEqual({ queued: true });
    expect(() => redactVersion(ana.registry, { versionId, reason: 'again' })).toThrow(/redacted already/);
    ana.push();
    ben.pull();
    for (const { registry, path } of [ana, ben]) {
      expect(versionById(registry, versionId).redacted?.by).toBe('ana');
      expect(holds(path, SECRET)).toBe(false);
    }
  });
});
