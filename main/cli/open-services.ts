import type { GalleyEvent } from '../../shared/contract.ts';
import type { Services } from '../handlers/services.ts';
import { StagedFiles } from '../interchange/staged-files.ts';
import { Jobs } from '../jobs.ts';
import { Models } from '../models/models.ts';
import type { Registry } from '../registry/registry.ts';
import { Snippets } from '../snippets/snippets.ts';
import { Sync } from '../sync/sync.ts';
import { Templates } from '../template/templates.ts';
import { Matcher } from '../text/matcher.ts';

/** All that answers the contract, for a command. Threads begin only where a call needs them. */
export type OpenServices = {
  services: Services;
  sync: Sync;
  subscribe(listener: (event: GalleyEvent) => void): () => void;
  close(): Promise<void>;
};

export function openServices(registry: Registry): OpenServices {
  const listeners = new Set<(event: GalleyEvent) => void>();
  const tell = (event: GalleyEvent): void => listeners.forEach((listener) => listener(event));
  const templates = new Templates();
  const sync = new Sync(registry, (status) => tell({ type: 'sync', status }));
  const services: Services = {
    registry,
    templates,
    jobs: new Jobs(
      registry.path,
      () => registry.isChecked,
      (job) => tell({ type: 'job', job }),
    ),
    matcher: new Matcher(),
    snippets: new Snippets(registry, templates),
    models: new Models(),
    files: new StagedFiles(),
    sync,
    host: 'cli',
  };
  return {
    services,
    sync,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      await sync.close();
      await Promise.all([services.jobs.close(), templates.close(), services.matcher.close(), services.models.close()]);
      services.files.close();
    },
  };
}
