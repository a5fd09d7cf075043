import { spawn, type ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import type { Readable, Writable } from 'node:stream';

export type Params = Record<string, unknown>;
type Reply = {
  id?: number;
  method?: string;
  params?: Params;
  sessionId?: string;
  result?: Params;
  error?: { message: string };
};

/** A Chromium process, spoken to in the DevTools protocol over a pipe: it ends when this process does, however that is.
 *  Events are emitted as `method` with `(params, sessionId)`. */
export class Chromium extends EventEmitter {
  readonly process: ChildProcess;
  private readonly waiting = new Map<number, { resolve: (value: Params) => void; reject: (error: Error) => void }>();
  private readonly input: Writable;
  private lastId = 0;

  constructor(executable: string, args: string[]) {
    super();
    this.setMaxListeners(0);
    // The port is for Playwright, which reads where it is from the line “DevTools listening on ws://…” on stderr.
    this.process = spawn(executable, ['--remote-debugging-pipe', '--remote-debugging-port=0', ...args], {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    });
    this.input = this.process.stdio[3] as Writable;
    this.input.on('error', () => undefined); // Chromium has gone; `exit` says so
    this.read(this.process.stdio[4] as Readable);
  }

  async send<T = Params>(method: string, params: Params = {}, sessionId?: string): Promise<T> {
    const id = ++this.lastId;
    const reply = new Promise<Params>((resolve, reject) => this.waiting.set(id, { resolve, reject }));
    this.input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return (await reply) as T;
  }

  /** For what may come too late: the page, or Chromium itself, can be gone by now. */
  sendIfThere(method: string, params?: Params, sessionId?: string): void {
    this.send(method, params, sessionId).catch(() => undefined);
  }

  private read(output: Readable): void {
    let rest = '';
    output.setEncoding('utf8').on('data', (chunk: string) => {
      const messages = (rest + chunk).split('\0');
      rest = messages.pop() ?? '';
      for (const message of messages) this.take(JSON.parse(message) as Reply);
    });
  }

  private take(message: Reply): void {
    if (message.id === undefined) {
      this.emit(message.method ?? '', message.params ?? {}, message.sessionId);
      return;
    }
    const waiting = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if (message.error) waiting?.reject(new Error(message.error.message));
    else waiting?.resolve(message.result ?? {});
  }
}
