import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CallName, Input, Output } from '../../shared/contract.ts';
import { unwrap, type Reply } from '../../shared/reply.ts';

const repo = fileURLToPath(new URL('../..', import.meta.url));

/** The built browser host in a process of its own, on a workspace in a temporary folder. */
export class RunningHost {
  /** Removed at the end; specs may put files of their own here. */
  readonly folder: string;
  readonly workspaceFile: string;
  /** `http://127.0.0.1:port`. */
  origin = '';
  /** The session's cookie, for a browser context. */
  cookie = { name: '', value: '' };
  /** Whether a spec ended the process at some time: its pages then lost their connection. */
  wasEnded = false;
  private process: ChildProcess | null = null;

  private constructor(folder: string) {
    this.folder = folder;
    this.workspaceFile = join(folder, 'workspace.galley');
  }

  static async start(): Promise<RunningHost> {
    const host = new RunningHost(await mkdtemp(join(tmpdir(), 'galley-e2e-')));
    await host.start();
    return host;
  }

  /** Starts the process, also again after it was killed: on the same port, with a new session. */
  async start(): Promise<void> {
    const entered = await fetch(await this.launch(), { redirect: 'manual' });
    const [name, value] = entered.headers.getSetCookie()[0]!.split(';')[0]!.split('=');
    this.cookie = { name: name!, value: value! };
  }

  /** Starts the process alone; the link it printed is still to be opened. */
  async launch(): Promise<string> {
    const link = await this.printedLink();
    this.origin = link.origin;
    return link.href;
  }

  /** Ends the process as a crash or a power cut would, and waits until it is gone. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.end('SIGTERM');
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Makes a call beside the page; a refusal is thrown. */
  async call<N extends CallName>(name: N, input: Input<N>): Promise<Output<N>> {
    const response = await fetch(`${this.origin}/call`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: this.origin,
        cookie: `${this.cookie.name}=${this.cookie.value}`,
      },
      body: JSON.stringify({ name, input }),
    });
    return unwrap((await response.json()) as Reply<Output<N>>);
  }

  private async printedLink(): Promise<URL> {
    const port = this.origin === '' ? '0' : new URL(this.origin).port;
    const args = ['dist/main/browser.js', '--no-open', '--workspace', this.workspaceFile, '--port', port];
    // Keys of a spec lie with its workspace, never in the keychain of whoever runs it.
    const env = { ...process.env, GALLEY_KEYS: join(this.folder, 'keys') };
    const started = spawn(process.execPath, args, { cwd: repo, env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.process = started;
    let printed = '';
    return new Promise((resolve, reject) => {
      const read = (chunk: Buffer) => {
        printed += chunk.toString('utf8');
        const link = /http:\/\/127\.0\.0\.1:\d+\/\?token=\S+(?=\s)/.exec(printed);
        if (link) resolve(new URL(link[0]));
      };
      started.stdout.on('data', read);
      started.stderr.on('data', read);
      started.once('exit', (code) =>
        reject(new Error(`The browser host ended with ${code} before it printed a link:\n${printed}`)),
      );
    });
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    this.wasEnded = true;
    const ending = this.process;
    this.process = null;
    if (ending === null || ending.exitCode !== null || ending.signalCode !== null) return;
    const ended = once(ending, 'exit');
    ending.kill(signal);
    await ended;
  }
}
