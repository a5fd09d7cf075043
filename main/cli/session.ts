import { resolve } from 'node:path';
import type { CallName, Input, Output } from '../../shared/contract.ts';
import { unwrap } from '../../shared/reply.ts';
import { defaultWorkspacePath } from '../default-paths.ts';
import { Registry, type RegistryOptions } from '../registry/registry.ts';
import type { OpenServices } from './open-services.ts';

/** How long a command waits for another process that writes. */
const BUSY_MILLISECONDS = 60_000;

/** One run of a command: the workspace it is about, and whether it answers in JSON. */
export class Session {
  readonly path: string;
  readonly json: boolean;
  private registry: Registry | null = null;
  private services: OpenServices | null = null;

  constructor(options: { workspace?: string; json?: boolean }) {
    this.path = resolve(options.workspace ?? defaultWorkspacePath());
    this.json = options.json ?? false;
  }

  /** The workspace, opened once. Throws `Refused` where there is none, unless `create` is set. */
  open(options: Pick<RegistryOptions, 'create' | 'author'> = {}): Registry {
    this.registry ??= new Registry(this.path, { busyMilliseconds: BUSY_MILLISECONDS, ...options });
    return this.registry;
  }

  /** Asks what a window asks, by the same contract. Throws `Refused`. */
  async ask<N extends CallName>(name: N, input: Input<N>): Promise<Output<N>> {
    const services = await this.all();
    const { dispatch } = await import('../dispatch.ts');
    return unwrap(await dispatch(services.services, name, input)) as Output<N>;
  }

  /** All that answers the contract. It takes long to load, and most commands need none of it. */
  async all(): Promise<OpenServices> {
    const registry = this.open();
    const { openServices } = await import('./open-services.ts');
    this.services ??= openServices(registry);
    return this.services;
  }

  async close(): Promise<void> {
    await this.services?.close();
    this.registry?.close();
  }
}
