import type { syncCalls } from '../../shared/contract/sync-calls.ts';
import { dismiss } from '../sync/attention.ts';
import { done } from './done.ts';
import type { HandlersOf } from './services.ts';

export const syncHandlers: HandlersOf<typeof syncCalls> = {
  'sync.status': ({ sync }) => sync.status(),
  'sync.panel': ({ sync }) => sync.panel(),
  'sync.now': ({ sync }) => sync.now(),
  'sync.pause': ({ sync }, { paused }) => sync.pause(paused),
  'sync.heal': async ({ sync }) => ({ segments: await sync.putBack() }),
  'remote.test': ({ sync }, { url, secrets = {} }) => sync.test(url, secrets),
  'remote.connect': ({ sync }, { url, secrets = {} }) => sync.connect(url, secrets),
  'remote.credentials': ({ sync }, { secrets }) => sync.setCredentials(secrets),
  'remote.disconnect': ({ sync }) => sync.disconnect(),
  'attention.list': ({ sync }) => ({ items: sync.attention() }),
  'attention.dismiss': ({ registry }, { id }) => done(() => dismiss(registry, id)),
};
