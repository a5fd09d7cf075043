import { describe, expect, onTestFinished, test } from 'vitest';
import { dispatch } from '../../main/dispatch.ts';
import type { Services } from '../../main/handlers/services.ts';
import { Sync } from '../../main/sync/sync.ts';
import { StagedFiles } from '../../main/interchange/staged-files.ts';
import { Jobs } from '../../main/jobs.ts';
import { refusalOf } from '../../main/refusal-of.ts';
import { Models } from '../../main/models/models.ts';
import { Snippets } from '../../main/snippets/snippets.ts';
import { Templates } from '../../main/template/templates.ts';
import { Matcher } from '../../main/text/matcher.ts';
import { contract } from '../../shared/contract.ts';
import { newId } from '../../shared/ids.ts';
import { Refused } from '../../shared/reply.ts';
import { newWorkspace, openAt, promptWith } from './registry/workspace-under-test.ts';

describe('a call', () => {
  test('answers with its value', async () => {
    const services = servicesOf(newWorkspace());
    expect(await dispatch(services, 'app.info', {})).toEqual({
      ok: true,
      value: { version: expect.any(String) as string, host: 'browser', platform: process.platform },
    });
    expect(await dispatch(services, 'prompt.list', undefined)).toEqual({ ok: true, value: { prompts: [] } });
  });

  test.each<[string, unknown, string, string]>([
    ['no.such.call', {}, 'unknown-call', 'Galley has no call named “no.such.call”.'],
    ['__proto__', {}, 'unknown-call', 'Galley has no call named “__proto__”.'],
    ['toString', {}, 'unknown-call', 'Galley has no call named “toString”.'],
    ['x'.repeat(1_000), {}, 'unknown-call', `Galley has no call named “${'x'.repeat(100)}”.`],
    ['prompt.create', { name: 'a//b' }, 'bad-input', 'A prompt name cannot begin or end with “/” or hold “//”.'],
    ['prompt.create', { name: 7 }, 'bad-input', 'name: Invalid input: expected string, received number.'],
    ['prompt.create', { name: 'a', extra: 1 }, 'bad-input', 'Unrecognized key: "extra".'],
    ['prompt.create', 'a', 'bad-input', 'Invalid input: expected object, received string.'],
    ['prompt.create', null, 'bad-input', 'name: Invalid input: expected string, received undefined.'],
    ['prompt.get', { promptId: 'x' }, 'bad-input', 'promptId: Invalid UUID.'],
    ['prompt.get', { promptId: newId() }, 'no-prompt', 'This prompt does not exist in this workspace.'],
    ['version.get', { versionId: '0'.repeat(64) }, 'no-version', 'There is no version 00000000 in this workspace.'],
    [
      'label.move',
      { promptId: newId(), label: 'v1', versionId: null, expectedMoveId: null, reason: '' },
      'bad-input',
      '“v1” reads as a version number; choose another label.',
    ],
    ['job.get', { jobId: newId() }, 'no-job', 'That job is not known here any more.'],
    ['file.read', { fileId: newId(), offset: 0 }, 'no-file', 'That file is not here any more; choose it again.'],
    [
      'import.start',
      { fileIds: [newId()], options: {} },
      'no-file',
      'That file is not here any more; choose it again.',
    ],
  ])('%.20s with bad input is refused in one sentence (%#)', async (name, input, code, message) => {
    expect(await dispatch(servicesOf(newWorkspace()), name, input)).toMatchObject({
      ok: false,
      error: { code, message },
    });
  });

  test('takes an id in capital letters for the same id', async () => {
    const registry = newWorkspace();
    const { promptId } = promptWith(registry, 'a', 'one');
    const reply = await dispatch(servicesOf(registry), 'prompt.get', { promptId: promptId.toUpperCase() });
    expect(reply).toMatchObject({ ok: true, value: { id: promptId } });
  });

  test('that goes wrong unexpectedly is answered all the same', async () => {
    const registry = newWorkspace();
    const services = servicesOf(registry);
    registry.db.exec('DROP TABLE drafts');
    expect(await dispatch(services, 'prompt.list', {})).toMatchObject({
      ok: false,
      error: {
        code: 'unexpected',
        message: expect.stringMatching(/no such table: drafts.*Nothing was changed\.$/) as string,
      },
    });
    registry.close();
    expect(await dispatch(services, 'workspace.info', {})).toMatchObject({
      ok: false,
      error: {
        code: 'unexpected',
        message: 'Something unexpected went wrong: The database connection is not open. Nothing was changed.',
      },
    });
  });

  test('that writes waits for another process to finish its own writing', async () => {
    const registry = newWorkspace({ busyMilliseconds: 1 });
    const other = openAt(registry.path);
    other.db.exec('BEGIN IMMEDIATE');
    const services = servicesOf(registry);
    const creating = dispatch(services, 'prompt.create', { name: 'a' });
    expect(await dispatch(services, 'prompt.list', {})).toEqual({ ok: true, value: { prompts: [] } });
    other.db.exec('COMMIT');
    expect(await creating).toMatchObject({ ok: true });
  });

  test('that writes waits for the check of the file, and is refused where the check finds damage', async () => {
    const { path } = newClosed();
    const [sound, damaged] = [openAt(path, { check: 'later' }), openAt(path, { check: 'later' })];
    expect([sound.isChecked, damaged.isChecked]).toEqual([false, false]);
    const creating = dispatch(servicesOf(damaged), 'prompt.create', { name: 'a' });
    const alike = dispatch(servicesOf(sound), 'prompt.create', { name: 'a' });
    expect(await dispatch(servicesOf(sound), 'prompt.list', {})).toMatchObject({ ok: true });
    damaged.settleCheck({ code: 'damaged', message: 'This file is damaged.' });
    sound.settleCheck(null);
    expect(await creating).toEqual({ ok: false, error: { code: 'damaged', message: 'This file is damaged.' } });
    expect(await alike).toMatchObject({ ok: true });
  });
});

describe('what goes wrong becomes a sentence:', () => {
  test.each<[string, unknown, string]>([
    ['a refusal', new Refused('code', 'A sentence.'), 'A sentence.'],
    [
      'a full disk',
      Object.assign(new Error('x'), { code: 'ENOSPC' }),
      'The disk is full, so nothing was written. Free some space and try again.',
    ],
    [
      'a read-only disk',
      Object.assign(new Error('x'), { code: 'EROFS' }),
      'The disk can only be read, so nothing was written.',
    ],
    ['a thing that is no error', 'boom', 'Something unexpected went wrong: boom. Nothing was changed.'],
    [
      'an error with a name of JavaScript’s as its code',
      Object.assign(new Error('boom'), { code: 'constructor' }),
      'Something unexpected went wrong: boom. Nothing was changed.',
    ],
  ])('%s', (_, error, message) => {
    expect(refusalOf(error).message).toBe(message);
  });
});

test('every call of the contract has a handler that answers', async () => {
  const services = servicesOf(newWorkspace());
  for (const name of Object.keys(contract)) {
    const reply = await dispatch(services, name, {});
    if (!reply.ok)
      expect(['bad-input', 'nothing-to-export', 'no-remote', 'no-members', 'no-key']).toContain(reply.error.code);
  }
});

function servicesOf(registry: Services['registry']): Services {
  const templates = new Templates();
  const services: Services = {
    registry,
    models: new Models(),
    templates,
    matcher: new Matcher(),
    snippets: new Snippets(registry, templates),
    jobs: new Jobs(
      registry.path,
      () => registry.isChecked,
      () => undefined,
    ),
    files: new StagedFiles(),
    sync: new Sync(registry),
    host: 'browser',
  };
  onTestFinished(async () => {
    await services.jobs.close();
    await services.templates.close();
    await services.matcher.close();
    await services.models.close();
    services.files.close();
  });
  return services;
}

function newClosed(): { path: string } {
  const registry = newWorkspace();
  registry.close();
  return { path: registry.path };
}
