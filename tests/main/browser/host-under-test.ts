import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import {
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
} from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NONCE_PLACEHOLDER } from '../../../main/content-security-policy.ts';
import { startBrowserHost, type BrowserHost } from '../../../main/browser/server.ts';
import type { WorkspaceClient } from '../../../main/workspace-client.ts';
import type { GalleyEvent } from '../../../shared/contract.ts';
import { ok, type Reply } from '../../../shared/reply.ts';

export type Sent = { method?: string; path: string; headers?: OutgoingHttpHeaders; body?: string | Buffer };
export type Received = { status: number; headers: IncomingHttpHeaders; text: string };

/** A real host over a workspace that lives in memory and answers every call with what it was asked. */
export class HostUnderTest implements AsyncDisposable {
  readonly calls: { name: string; input: unknown }[] = [];
  readonly unexpected: unknown[] = [];
  readonly listeners = new Set<(event: GalleyEvent) => void>();
  answer: (name: string, input: unknown) => Promise<Reply<unknown>> = (name, input) =>
    Promise.resolve(ok({ name, input }));
  host!: BrowserHost;
  folder!: string;

  static async start(): Promise<HostUnderTest> {
    const under = new HostUnderTest();
    const parent = await mkdtemp(join(tmpdir(), 'galley-host-'));
    under.folder = join(parent, 'renderer');
    await mkdir(join(under.folder, 'assets'), { recursive: true });
    await writeFile(join(parent, 'secret.txt'), 'not for the browser');
    await writeFile(
      join(under.folder, 'index.html'),
      `<meta property="csp-nonce" nonce="${NONCE_PLACEHOLDER}"><script nonce="${NONCE_PLACEHOLDER}" type="module" src="/assets/main-1.js"></script>`,
    );
    await writeFile(join(under.folder, 'assets', 'main-1.js'), 'export {};');
    await writeFile(join(under.folder, 'assets', 'inter-1.woff2'), 'font');
    under.host = await startBrowserHost({
      workspace: under.workspace(),
      rendererFolder: under.folder,
      port: 0,
      onUnexpected: (error) => under.unexpected.push(error),
    });
    return under;
  }

  get authority(): string {
    return `127.0.0.1:${this.host.port}`;
  }

  get origin(): string {
    return `http://${this.authority}`;
  }

  /** As if the workspace had changed. */
  tell(event: GalleyEvent): void {
    for (const listener of this.listeners) listener(event);
  }

  private workspace(): WorkspaceClient {
    const call = (name: string, input: unknown) => {
      this.calls.push({ name, input });
      return this.answer(name, input);
    };
    return {
      call,
      callForJson: async (name, input) => Buffer.from(JSON.stringify(await call(name, input))),
      subscribe: (listener) => {
        this.listeners.add(listener);
        return () => this.listeners.delete(listener);
      },
      close: () => Promise.resolve(),
    };
  }

  /** Follows an opening link; returns the cookie it was swapped for. */
  async signIn(): Promise<string> {
    const { pathname, search } = new URL(this.host.newLink());
    const entered = await this.send({ path: pathname + search });
    return entered.headers['set-cookie']![0]!.split(';')[0]!;
  }

  /** The headers of a call made by Galley's own page. */
  async ownHeaders(): Promise<OutgoingHttpHeaders> {
    return {
      cookie: await this.signIn(),
      origin: this.origin,
      'content-type': 'application/json',
      'sec-fetch-site': 'same-origin',
    };
  }

  async send(sent: Sent): Promise<Received> {
    const response = await this.open(sent);
    let text = '';
    response.setEncoding('utf8');
    for await (const chunk of response) text += chunk as string;
    return { status: response.statusCode!, headers: response.headers, text };
  }

  /** The response as soon as its headers are there; for streams. */
  open({ method = 'GET', path, headers = {}, body }: Sent): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const request = httpRequest(
        { host: '127.0.0.1', port: this.host.port, method, path, headers, agent: false },
        resolve,
      );
      request.on('error', reject);
      request.end(body);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.host.close();
    await rm(join(this.folder, '..'), { recursive: true, force: true });
  }
}
