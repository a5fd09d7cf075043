import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { emptyContent, type Content } from '../../../shared/content.ts';
import { commitVersion, type Committed } from '../../../main/registry/commit-version.ts';
import { createPrompt } from '../../../main/registry/edit-prompts.ts';
import { Registry, type RegistryOptions } from '../../../main/registry/registry.ts';
import { stateHash } from '../../../main/registry/verify.ts';

/** A folder of its own for one test, removed when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'galley-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A new workspace in a temporary folder, closed when the test ends. */
export function newWorkspace(options: RegistryOptions = {}): Registry {
  return openAt(join(temporaryFolder(), 'test.galley'), { create: true, author: 'ana', ...options });
}

/** The workspace at `path`, closed when the test ends. */
export function openAt(path: string, options: RegistryOptions = {}): Registry {
  const registry = new Registry(path, options);
  onTestFinished(() => registry.close());
  return registry;
}

/** Content of one user message. */
export function says(text: string): Content {
  return { ...emptyContent(), messages: [{ role: 'user', text }] };
}

/** A prompt with a version for each of `texts`. */
export function promptWith(
  registry: Registry,
  name: string,
  ...texts: string[]
): { promptId: string; versions: Committed[] } {
  const { promptId } = createPrompt(registry, name);
  return { promptId, versions: texts.map((text) => commit(registry, promptId, text)) };
}

export function commit(registry: Registry, promptId: string, text: string, message = ''): Committed {
  return commitVersion(registry, { promptId, message, content: says(text) });
}

export function hashOf(registry: Registry): string {
  return stateHash(registry.state.lines());
}

/** What the workspace's files hold: the database and its journal. */
export function fileHashes(path: string): Record<string, string | null> {
  return { database: fileHash(path), journal: fileHash(`${path}-wal`) };
}

/** Every change the log holds. */
export function logOf(registry: Registry): unknown[] {
  return [...registry.log.read()].map(({ change }) => change);
}

function fileHash(path: string): string | null {
  return existsSync(path) ? createHash('sha256').update(readFileSync(path)).digest('hex') : null;
}
