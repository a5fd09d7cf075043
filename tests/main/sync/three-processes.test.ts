import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { textOf } from '../../../shared/content.ts';
import { newId } from '../../../shared/ids.ts';
import { createPrompt } from '../../../main/registry/edit-prompts.ts';
import { Registry } from '../../../main/registry/registry.ts';
import { versionById, versionRows } from '../../../main/registry/version-queries.ts';
import type { TypedSecrets } from '../../../main/sync/sync-handle.ts';
import { Sync } from '../../../main/sync/sync.ts';
import { repo, runProgram } from '../cli/galley.ts';
import { temporaryFolder } from '../registry/workspace-under-test.ts';
import { makeStore, PASSWORD, urlOf, useTeam } from './remotes/postgres-team.ts';
import type { Kept } from './team-writer.ts';

/** How long they are killed and started again; GALLEY_KILL_MINUTES says it longer. */
const MINUTES = Number(process.env['GALLEY_KILL_MINUTES'] ?? 0.4);
const LIMIT = (MINUTES * 4 + 6) * 60_000; // milliseconds, on a machine that has more to do
const writer = fileURLToPath(new URL('team-writer.ts', import.meta.url));

describe('three processes that write and sync, killed again and again', () => {
  useTeam();

  test('lose nothing they kept and end equal, on a folder', { timeout: LIMIT }, async () => {
    const folder = temporaryFolder();
    const remote = join(folder, 'remote');
    mkdirSync(remote);
    await loseNothing(folder, pathToFileURL(remote).href, {});
  });

  test('lose nothing they kept and end equal, on PostgreSQL', { timeout: LIMIT }, async () => {
    const { schema } = await makeStore();
    await loseNothing(temporaryFolder(), urlOf('ana', schema), { password: PASSWORD });
  });
});

type Person = { name: string; path: string; keys: string; kept: Kept[] };

async function loseNothing(folder: string, url: string, secrets: TypedSecrets): Promise<void> {
  const people = ['ana', 'ben', 'cleo'].map((name): Person => ({
    name,
    path: join(folder, `${name}.galley`),
    keys: join(folder, `${name}-keys`),
    kept: [],
  }));
  await startTeam(people, url, secrets);
  const until = performance.now() + MINUTES * 60_000;
  const kills = await Promise.all(people.map((person) => killUntil(person, until)));
  expect(Math.min(...kills)).toBeGreaterThan(1);
  await settle(people);
  const kept = people.flatMap((person) => person.kept);
  expect(kept.length).toBeGreaterThan(20);
  for (const person of people) assertKept(person, kept);
  const states = await Promise.all(people.map(verified));
  expect(new Set(states).size).toBe(1);
}

/** Ana's workspace in the remote, and the others let in. */
async function startTeam(people: Person[], url: string, secrets: TypedSecrets): Promise<void> {
  const [ana, ...others] = people as [Person, ...Person[]];
  await withSync(ana, async (sync, registry) => {
    createPrompt(registry, 'shared');
    expect((await sync.connect(url, secrets)).problem).toBeNull();
    const chain = registry.notes.hashAt(1)!;
    for (const person of others) {
      await withSync(person, async (joining, joined) => {
        await joining.join(url, secrets, { chain, head: registry.notes.head()! });
        const device = joined.notes.device!;
        const body = { memberId: newId(), name: person.name, role: 'editor' as const, device };
        registry.record({ kind: 'member.added', body });
      });
      await sync.now();
    }
  });
  for (const person of others)
    await withSync(person, async (sync) => expect((await sync.now()).member?.name).toBe(person.name));
}

/** The thread that syncs opens the keys by the environment it is started in. */
async function withSync(
  { path, keys, name }: Person,
  work: (sync: Sync, registry: Registry) => Promise<void>,
): Promise<void> {
  const outer = process.env['GALLEY_KEYS'];
  process.env['GALLEY_KEYS'] = keys;
  const registry = new Registry(path, { create: true, author: name });
  const sync = new Sync(registry);
  try {
    await work(sync, registry);
  } finally {
    await sync.close();
    registry.close();
    if (outer === undefined) delete process.env['GALLEY_KEYS'];
    else process.env['GALLEY_KEYS'] = outer;
  }
}

/** Some are killed while they open the workspace, most while they write and sync. Gives how often. */
async function killUntil({ path, name, keys, kept }: Person, until: number): Promise<number> {
  for (let kills = 0; ; kills += 1) {
    if (performance.now() > until) return kills;
    const started = spawn(process.execPath, [writer, path, name], {
      env: { ...process.env, GALLEY_KEYS: keys },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exited = once(started, 'exit');
    const lines = createInterface({ input: started.stdout });
    const ended = once(lines, 'close');
    lines.on('line', (line) => kept.push(JSON.parse(line) as Kept));
    if (Math.random() > 0.15) await Promise.race([once(lines, 'line'), ended]);
    await wait(Math.random() * 2_500);
    const hadEnded = started.exitCode;
    started.kill('SIGKILL');
    await Promise.all([exited, ended]);
    expect(hadEnded, 'a writer that ended by itself').toBeNull();
  }
}

/** Rounds until nobody has anything to send and all have the same. */
async function settle(people: Person[]): Promise<void> {
  for (const _ of ['send', 'take in'])
    for (const person of people)
      await withSync(person, async (sync) => {
        let status = await sync.now();
        while (status.ahead > 0 && status.problem === null) status = await sync.now();
        expect(status).toMatchObject({ ahead: 0, problem: null });
      });
}

/** The workspace has all that anybody kept: each version with its words and a number, each move with what came of it. */
function assertKept({ path }: Person, kept: Kept[]): void {
  const registry = new Registry(path);
  try {
    const { state, log, notes } = registry;
    for (const one of kept) {
      if ('text' in one) {
        expect(textOf(versionById(registry, one.versionId).content)).toBe(one.text);
        expect(state.version(one.promptId, one.versionId)?.number).toBeGreaterThan(0);
      } else if ('moveId' in one) expect(log.seqOf(one.moveId)).toBeLessThanOrEqual(notes.covered());
      else expect(state.prompt(one.promptId)).toBeDefined();
    }
    const numbers = versionRows(registry, state.promptSeq(state.promptIdByKey('shared')!)!).map(({ number }) => number);
    expect(numbers).toEqual(numbers.map((_, at) => numbers.length - at));
  } finally {
    registry.close();
  }
}

async function verified({ path }: Person): Promise<string> {
  const args = [join(repo, 'main/cli/main.ts'), 'verify', '--json', '--workspace', path];
  const run = await runProgram(process.execPath, args, {});
  expect(run).toMatchObject({ code: 0 });
  return (JSON.parse(run.stdout) as { stateHash: string }).stateHash;
}
