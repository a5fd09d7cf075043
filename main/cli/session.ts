import { resolve } from 'node:path';
import { defaultWorkspacePath } from '../default-paths.ts';
import { Registry, type RegistryOptions } from '../registry/registry.ts';

/** How long a command waits for another process that writes. */
const BUSY_MILLISECONDS = 60_000;

/** One run of a command: the workspace it is about, and whether it answers in JSON. */
export class Session {
  readonly path: string;
  readonly json: boolean;
  private registry: Registry | null = null;

  constructor(options: { workspace?: string; json?: boolean }) {
    this.path = resolve(options.workspace ?? defaultWorkspacePath());
    this.json = options.json ?? false;
  }

  /** The workspace, opened once. Throws `Refused` where there is none, unless `create` is set. */
  open(options: Pick<RegistryOptions, 'create' | 'author'> = {}): Registry {
    this.registry ??= new Registry(this.path, { busyMilliseconds: BUSY_MILLISECONDS, ...options });
    return this.registry;
  }

  close(): void {
    this.registry?.close();
  }
}
