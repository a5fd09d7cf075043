import type { z } from 'zod';
import type { StagedFiles } from '../interchange/staged-files.ts';
import type { Jobs } from '../jobs.ts';
import type { Models } from '../models/models.ts';
import type { Registry } from '../registry/registry.ts';
import type { Snippets } from '../snippets/snippets.ts';
import type { SyncHandle } from '../sync/sync-handle.ts';
import type { Templates } from '../template/templates.ts';
import type { Matcher } from '../text/matcher.ts';

/** What the calls work with; a host makes it once per open workspace. */
export type Services = {
  registry: Registry;
  templates: Templates;
  matcher: Matcher;
  models: Models;
  snippets: Snippets;
  sync: SyncHandle;
  jobs: Jobs;
  files: StagedFiles;
  host: 'electron' | 'browser' | 'cli';
};

type Entry = { input: z.ZodType; output: z.ZodType };

/** Each call of an area of the contract, and the service that answers it. Wiring only: a rule in there is in the wrong
 *  place. */
export type HandlersOf<Calls extends Record<string, Entry>> = {
  [N in keyof Calls]: (
    services: Services,
    input: z.output<Calls[N]['input']>,
  ) => z.output<Calls[N]['output']> | Promise<z.output<Calls[N]['output']>>;
};
