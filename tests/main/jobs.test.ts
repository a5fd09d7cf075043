import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { verify } from '../../main/registry/verify.ts';
import type { JobState } from '../../shared/contract.ts';
import { newId } from '../../shared/ids.ts';
import { OpenWorkspace } from './open-workspace.ts';
import { hashOf, openAt, says, temporaryFolder } from './registry/workspace-under-test.ts';

describe('an import', () => {
  test('tells how far it is, and says at the end what came in', async () => {
    const workspace = newOpenWorkspace();
    const changed = workspace.next((event) => event.type === 'changed');
    const job = await importing(workspace, csv(3_000));
    const end = await workspace.ended(job);
    expect(end).toMatchObject({
      kind: 'import',
      state: 'finished',
      error: null,
      report: { prompts: 3_000, versions: 3_000 },
    });
    const told = steps(workspace, job).map((state) => state.done);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.some((done) => done > 0 && done < 3_000)).toBe(true);
    expect(await changed).toEqual({ type: 'changed', promptIds: null });
    expect((await workspace.ask('prompt.list', {})).prompts).toHaveLength(3_000);
  });

  test('leaves others reading, and a draft saved meanwhile lands after it', async () => {
    const workspace = newOpenWorkspace();
    const { promptId } = await workspace.ask('prompt.create', { name: 'mine' });
    const job = await importing(workspace, csv(4_000));
    await workspace.next((event) => event.type === 'job' && event.job.done > 0);
    const saving = workspace.ask('draft.save', {
      promptId,
      content: says('typed meanwhile'),
      baseVersionId: null,
      expectedRevision: 0,
    });
    const read = await workspace.ask('prompt.list', {});
    expect(read.prompts.map((row) => row.name)).toEqual(['mine']);
    expect((await workspace.ask('job.get', { jobId: job })).state).toBe('running');
    await saving;
    expect((await workspace.ended(job)).state).toBe('finished');
    expect((await workspace.ask('prompt.get', { promptId })).draft?.content).toEqual(says('typed meanwhile'));
    expect((await workspace.ask('prompt.list', {})).prompts).toHaveLength(4_001);
  });

  test('that is cancelled adds nothing', async () => {
    const workspace = newOpenWorkspace();
    const before = await workspace.ask('workspace.info', {});
    const job = await importing(workspace, csv(20_000));
    await workspace.next((event) => event.type === 'job' && event.job.done > 100);
    await workspace.ask('job.cancel', { jobId: job });
    expect(await workspace.ended(job)).toMatchObject({
      state: 'cancelled',
      error: 'The import was cancelled; nothing was changed.',
      report: null,
    });
    expect(await workspace.ask('workspace.info', {})).toEqual(before);
    await workspace.ask('prompt.create', { name: 'goes on' });
  });

  test('that fails in the middle adds nothing and says why', async () => {
    const workspace = newOpenWorkspace();
    const before = await workspace.ask('workspace.info', {});
    const bad = Buffer.concat([Buffer.from(csv(50)), Buffer.from([0xff, 0xff])]);
    const first = await workspace.stage('good.csv', Buffer.from(csv(200)));
    const second = await workspace.stage('bad.csv', bad);
    const { jobId } = await workspace.ask('import.start', { fileIds: [first, second], options: { strict: true } });
    expect(await workspace.ended(jobId)).toMatchObject({
      state: 'failed',
      error: expect.stringMatching(/bad\.csv.*UTF-8/) as string,
    });
    expect(await workspace.ask('workspace.info', {})).toEqual(before);
  });

  test('that is strict ends at the first bad item; else it is reported with its place', async () => {
    const workspace = newOpenWorkspace();
    const lines = '{"name":"a","prompt":"x"}\n{"name":\n{"name":"b","prompt":"y"}\n';
    const fileId = await workspace.stage('some.jsonl', Buffer.from(lines));
    const run = async (strict: boolean) => {
      const { jobId } = await workspace.ask('import.start', { fileIds: [fileId], options: { strict } });
      return workspace.ended(jobId);
    };
    expect(await run(true)).toMatchObject({
      state: 'failed',
      error: expect.stringMatching(/^some\.jsonl, line 2/) as string,
    });
    expect((await workspace.ask('prompt.list', {})).prompts).toEqual([]);
    expect(await run(false)).toMatchObject({
      state: 'finished',
      report: { prompts: 2, skipped: 1, losses: [{ severity: 'error', file: 'some.jsonl', line: 2 }] },
    });
  });

  test('and another at once both come in whole', async () => {
    const workspace = newOpenWorkspace();
    const jobs = await Promise.all([importing(workspace, csv(500, 'first')), importing(workspace, csv(500, 'second'))]);
    const ends = await Promise.all(jobs.map((job) => workspace.ended(job)));
    expect(ends.map((job) => [job.state, job.report?.prompts])).toEqual([
      ['finished', 500],
      ['finished', 500],
    ]);
    expect((await workspace.ask('workspace.info', {})).prompts).toBe(1_000);
  });

  test('that runs while the workspace is closed is taken back, and the file can be used at once', async () => {
    const path = join(temporaryFolder(), 'w.galley');
    const workspace = new OpenWorkspace(path);
    await importing(workspace, csv(20_000));
    await workspace.next((event) => event.type === 'job' && event.job.done > 100);
    await workspace.client.close();
    const registry = openAt(path, { busyMilliseconds: 0 });
    expect(verify(registry).changes).toBe(1);
    registry.record({ kind: 'workspace.configured', body: { name: 'goes on' } });
  });

  test('is looked at beforehand without adding anything', async () => {
    const workspace = newOpenWorkspace();
    const fileId = await workspace.stage('some.csv', Buffer.from(csv(10)));
    expect(await workspace.ask('import.inspect', { fileIds: [fileId] })).toMatchObject({
      format: 'csv',
      sample: { length: 5 },
    });
    expect((await workspace.ask('workspace.info', {})).prompts).toBe(0);
  });
});

describe('an export', () => {
  test('gives the bytes of a file that brings everything back', async () => {
    const workspace = newOpenWorkspace();
    await workspace.ended(await importing(workspace, csv(400)));
    const { jobId } = await workspace.ask('export.start', { format: 'galley', promptIds: null });
    const job = await workspace.ended(jobId);
    expect(job).toMatchObject({ state: 'finished', fileName: 'galley.json', report: { prompts: 400, lossCount: 0 } });
    const bytes = await workspace.read(job.fileId!);
    const other = newOpenWorkspace();
    const fileId = await other.stage('galley.json', bytes);
    const { jobId: second } = await other.ask('import.start', { fileIds: [fileId], options: {} });
    expect((await other.ended(second)).report).toMatchObject({ prompts: 400, versions: 400, skipped: 0 });
    expect(await namesIn(other)).toEqual(await namesIn(workspace));
  });

  test('of nothing is refused in one sentence', async () => {
    const workspace = newOpenWorkspace();
    const { jobId } = await workspace.ask('export.start', { format: 'csv', promptIds: null });
    expect(await workspace.ended(jobId)).toMatchObject({
      state: 'failed',
      error: 'There is no committed version to export yet. Commit a prompt first.',
    });
    const labelled = await workspace.ask('export.start', { format: 'csv', promptIds: null, label: 'production' });
    expect((await workspace.ended(labelled.jobId)).error).toBe(
      'No prompt here has a version labelled “production”, so there is nothing to export.',
    );
  });
});

describe('a backup', () => {
  test('is a workspace that holds the same, drafts too', async () => {
    const path = join(temporaryFolder(), 'w.galley');
    const workspace = new OpenWorkspace(path);
    await workspace.ended(await importing(workspace, csv(100)));
    const { promptId } = await workspace.ask('prompt.create', { name: 'mine', content: says('a draft') });
    const { jobId } = await workspace.ask('backup.start', {});
    const job = await workspace.ended(jobId);
    expect(job).toMatchObject({ state: 'finished', fileName: 'w.galley' });
    const bytes = await workspace.read(job.fileId!);
    await workspace.client.close();
    const copy = join(temporaryFolder(), 'copy.galley');
    writeFileSync(copy, bytes);
    const restored = openAt(copy);
    expect(verify(restored).stateHash).toBe(hashOf(openAt(path)));
    expect(restored.drafts.get(restored.state.promptSeq(promptId)!)).not.toBeNull();
  });
});

describe('a check', () => {
  test('ends well on a sound workspace, and tells how far it is', async () => {
    const workspace = newOpenWorkspace();
    await workspace.ended(await importing(workspace, csv(200)));
    const { jobId } = await workspace.ask('verify.start', {});
    expect(await workspace.ended(jobId)).toMatchObject({ kind: 'verify', state: 'finished', error: null });
  });

  test('says what is wrong', async () => {
    const path = join(temporaryFolder(), 'w.galley');
    const workspace = new OpenWorkspace(path);
    await workspace.ask('workspace.addExamples', {});
    const registry = openAt(path);
    registry.statements.run("UPDATE changes SET author = 'eve' WHERE version IS NOT NULL");
    const { jobId } = await workspace.ask('verify.start', {});
    expect(await workspace.ended(jobId)).toMatchObject({
      state: 'failed',
      error: expect.stringMatching(
        /^Change \d+ does not say what it said when it was committed\. Go back to a backup/,
      ) as string,
    });
  });
});

test('a job that is not known is refused, and cancelling one that ended does nothing', async () => {
  const workspace = newOpenWorkspace();
  expect(await workspace.refusal('job.get', { jobId: newId() })).toMatchObject({ code: 'no-job' });
  const { jobId } = await workspace.ask('verify.start', {});
  await workspace.ended(jobId);
  await workspace.ask('job.cancel', { jobId });
  expect((await workspace.ask('job.get', { jobId })).state).toBe('finished');
});

function newOpenWorkspace(): OpenWorkspace {
  return new OpenWorkspace(join(temporaryFolder(), 'w.galley'));
}

async function importing(workspace: OpenWorkspace, text: string): Promise<string> {
  const fileId = await workspace.stage('some.csv', Buffer.from(text));
  return (await workspace.ask('import.start', { fileIds: [fileId], options: {} })).jobId;
}

function csv(count: number, name = 'Prompt'): string {
  return `act,prompt\n${Array.from({ length: count }, (_, at) => `${name} ${at},${`Words of ${at} `.repeat(10)}\n`).join('')}`;
}

function steps(workspace: OpenWorkspace, jobId: string): JobState[] {
  return workspace.events.flatMap((event) => (event.type === 'job' && event.job.id === jobId ? [event.job] : []));
}

async function namesIn(workspace: OpenWorkspace): Promise<string[]> {
  return (await workspace.ask('prompt.list', {})).prompts.map((row) => row.name);
}
