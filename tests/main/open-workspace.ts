import { openWorkspace, type WorkspaceClient } from '../../main/workspace-client.ts';
import type { CallName, GalleyEvent, Input, JobState, Output } from '../../shared/contract.ts';
import { unwrap, type Refusal, type Reply } from '../../shared/reply.ts';
import { onTestFinished } from 'vitest';

/** A workspace as a host has it, with typed calls; closed when the test ends. */
export class OpenWorkspace {
  readonly client: WorkspaceClient;
  readonly events: GalleyEvent[] = [];

  constructor(path: string) {
    this.client = openWorkspace({ path, host: 'browser' });
    this.client.subscribe((event) => this.events.push(event));
    onTestFinished(() => this.client.close());
  }

  /** What the call answers. A refusal is thrown. */
  async ask<N extends CallName>(name: N, input: Input<N>): Promise<Output<N>> {
    return unwrap(await this.call(name, input));
  }

  async call<N extends CallName>(name: N, input: Input<N>): Promise<Reply<Output<N>>> {
    return (await this.client.call(name, input)) as Reply<Output<N>>;
  }

  /** What the call is refused with; null where it is not. */
  async refusal(name: string, input: unknown): Promise<Refusal | null> {
    const reply = await this.client.call(name, input);
    return reply.ok ? null : reply.error;
  }

  /** Waits for an event that has not come yet. */
  next(isWanted: (event: GalleyEvent) => boolean): Promise<GalleyEvent> {
    return new Promise((resolve) => {
      const stop = this.client.subscribe((event) => {
        if (!isWanted(event)) return;
        stop();
        resolve(event);
      });
    });
  }

  /** The job once it has ended. */
  async ended(jobId: string): Promise<JobState> {
    const end = this.next((event) => event.type === 'job' && event.job.id === jobId && event.job.state !== 'running');
    const now = await this.ask('job.get', { jobId });
    if (now.state !== 'running') return now;
    const event = await end;
    return event.type === 'job' ? event.job : now;
  }

  /** Hands a file over as a window does; gives its id. */
  async stage(name: string, bytes: Uint8Array): Promise<string> {
    const { fileId } = await this.ask('file.begin', { name });
    for (let at = 0; at < bytes.length; at += 1_000_000)
      await this.ask('file.write', {
        fileId,
        base64: Buffer.from(bytes.subarray(at, at + 1_000_000)).toString('base64'),
      });
    return fileId;
  }

  async read(fileId: string): Promise<Buffer> {
    const parts: Buffer[] = [];
    for (let offset = 0; ;) {
      const { base64, end } = await this.ask('file.read', { fileId, offset });
      parts.push(Buffer.from(base64, 'base64'));
      offset += parts.at(-1)!.length;
      if (end) return Buffer.concat(parts);
    }
  }
}
