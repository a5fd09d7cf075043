import type { GalleyEvent } from '../shared/contract.ts';
import type { Reply } from '../shared/reply.ts';

/** An open workspace, as a host sees it. Calls run in a worker, so a host never waits for the disk. Where the file cannot
 *  be opened (damaged, from a newer Galley), every call answers that refusal: the window then says so. */
export interface WorkspaceClient {
  call(name: string, input: unknown): Promise<Reply<unknown>>;
  subscribe(listener: (event: GalleyEvent) => void): () => void;
  close(): Promise<void>;
}

export type OpenOptions = { path: string; host: 'electron' | 'browser' };
