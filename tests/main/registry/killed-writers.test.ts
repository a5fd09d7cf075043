import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { textOf } from '../../../shared/content.ts';
import { promptNamed, readDraft } from '../../../main/registry/prompt-queries.ts';
import { Registry } from '../../../main/registry/registry.ts';
import { verify } from '../../../main/registry/verify.ts';
import { releases } from '../../../main/registry/release-queries.ts';
import { versionById, versionRows } from '../../../main/registry/version-queries.ts';
import { temporaryFolder } from './workspace-under-test.ts';
import type { Kept } from './writer.ts';

const KILLS = 12; // times three workspaces

test('a workspace whose writer is killed again and again keeps all that was kept', async () => {
  const folder = temporaryFolder();
  await Promise.all([1, 2, 3].map((seed) => killAgainAndAgain(join(folder, `${seed}.galley`), seed)));
}, 180_000);

async function killAgainAndAgain(path: string, seed: number): Promise<void> {
  const kept: Kept[] = [];
  let unheard = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const writer = start(path, 'ana', 100_000);
    // Some are killed while they open or make the workspace, most in the middle of writing.
    const lines = (kill * 7 + seed * 5) % 23;
    const before = kept.length;
    const heard = listen(writer, kept, lines);
    if (lines > 0) await heard.enough;
    await wait(Math.random() * (lines === 0 ? 300 : 8));
    writer.kill('SIGKILL');
    await heard.end;
    // A draft may be on disk and its writer killed before it says so; several kills in a row may each have had one.
    unheard = kept.slice(before).some((one) => 'draft' in one) ? 1 : unheard + 1;
    if (kept.length > 0) assertKept(path, kept, 'ana', unheard);
  }
  expect(kept.length).toBeGreaterThan(KILLS * 5);
}

test('three processes that write to one workspace at once lose nothing and number versions without gaps', async () => {
  const path = join(temporaryFolder(), 'together.galley');
  const names = ['ana', 'ben', 'eve'];
  const all = await Promise.all(
    names.map(async (name) => {
      const kept: Kept[] = [];
      const writer = start(path, name, 25);
      await Promise.all([listen(writer, kept).end, once(writer, 'exit')]);
      expect(writer.exitCode).toBe(0);
      expect(kept).toHaveLength(75);
      return { name, kept };
    }),
  );
  for (const { name, kept } of all) assertKept(path, kept, name, 0);
  const registry = new Registry(path);
  const versions = versionRows(registry, registry.state.promptSeq(promptNamed(registry, 'shared').id)!);
  expect(versions.map((version) => version.number)).toEqual(Array.from({ length: 75 }, (_, at) => 75 - at));
  expect(releases(registry, { limit: 1_000 })).toHaveLength(75);
  registry.close();
}, 180_000);

function start(path: string, name: string, count: number): ChildProcess {
  const script = fileURLToPath(new URL('writer.ts', import.meta.url));
  return spawn(process.execPath, [script, path, name, String(count)], { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Puts what the writer says into `kept`; `enough` settles after so many lines, or at the end. */
function listen(writer: ChildProcess, kept: Kept[], lines = 0): { enough: Promise<unknown>; end: Promise<unknown> } {
  const reader = createInterface({ input: writer.stdout! });
  const end = once(reader, 'close');
  let count = 0;
  const enough = new Promise<void>((resolve) => {
    reader.on('line', (line) => {
      kept.push(JSON.parse(line) as Kept);
      count += 1;
      if (count >= lines) resolve();
    });
    void end.then(() => resolve());
  });
  return { enough, end };
}

/** Opens, verifies, and finds everything that was said to be kept, and at most `unheard` drafts more. */
function assertKept(path: string, kept: Kept[], name: string, unheard: number): void {
  const registry = new Registry(path);
  try {
    verify(registry);
    const moves = new Set(releases(registry, { limit: 10_000 }).map((release) => release.moveId));
    let draft = 0;
    for (const one of kept) {
      if ('version' in one) expect(textOf(versionById(registry, one.version).content)).toBe(one.text);
      else if ('move' in one) expect(moves.has(one.move)).toBe(true);
      else draft = one.draft;
    }
    const prompt = registry.state.promptSeq(promptNamed(registry, `drafts of ${name}`).id)!;
    const found = Number(readDraft(registry, prompt)?.content.messages[0]?.text ?? 0);
    expect(found).toBeGreaterThanOrEqual(draft);
    expect(found).toBeLessThanOrEqual(draft + unheard);
  } finally {
    registry.close();
  }
}
