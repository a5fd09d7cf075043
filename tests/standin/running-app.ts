import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import type { CallName, Input, Output } from '../../shared/contract.ts';
import { unwrap, type Reply } from '../../shared/reply.ts';
import { ensureChromium, isRoot } from '../chromium.ts';
import { whichElectron } from './which-electron.ts';

const repo = fileURLToPath(new URL('../..', import.meta.url));
export const electronUsed = whichElectron(repo);

/** The built app in Electron, or in what stands in for it, on a workspace and a profile in a temporary folder. */
export class RunningApp {
  readonly workspaceFile: string;
  electron!: ElectronApplication;
  page!: Page;
  /** What the page threw or logged as an error, breaches of the content security policy among it. */
  readonly errors: string[] = [];
  /** Removed at the end. */
  readonly folder = mkdtempSync(join(tmpdir(), 'galley-standin-'));
  private readonly app: string;

  /** `app` is the built main module or the folder of an app. */
  constructor(app = join(repo, 'dist', 'main', 'electron.js')) {
    this.app = app;
    this.workspaceFile = join(this.folder, 'workspace.galley');
  }

  /** Also again, after it was quit or killed. */
  async start(): Promise<void> {
    // Playwright asks the package `electron` for its executable, and that package asks this.
    process.env['ELECTRON_OVERRIDE_DIST_PATH'] = electronUsed.folder;
    process.env['GALLEY_CHROMIUM'] ??= ensureChromium();
    this.electron = await _electron.launch({ args: this.args(this.workspaceFile), cwd: repo });
    this.page = await this.electron.firstWindow();
    this.page.on('pageerror', (error) => this.errors.push(String(error.stack ?? error)));
    this.page.on('console', (message) => message.type() === 'error' && this.errors.push(message.text()));
    await this.page.waitForURL(/app/);
  }

  /** Starts the executable once more, as a second double click would; gives its exit code. */
  async startSecond(workspaceFile = this.workspaceFile): Promise<number | null> {
    const args = [...(isRoot ? ['--no-sandbox'] : []), ...this.args(workspaceFile)];
    const second = spawn(electronUsed.executable, args, { cwd: repo, stdio: 'ignore' });
    const [code] = (await once(second, 'exit')) as [number | null];
    return code;
  }

  async quit(): Promise<void> {
    await this.electron.close();
  }

  /** Ends the process as a crash or a power cut would. */
  async kill(): Promise<void> {
    const closed = this.electron.waitForEvent('close');
    this.electron.process().kill('SIGKILL');
    await closed;
  }

  /** Makes a call through the preload; a refusal is thrown. */
  async call<N extends CallName>(name: N, input: Input<N>): Promise<Output<N>> {
    type Bridge = { galley: { call: (name: string, input: unknown) => Promise<unknown> } };
    const asked: { name: string; input: unknown } = { name, input };
    const reply = await this.page.evaluate(
      ({ name, input }) => (window as unknown as Bridge).galley.call(name, input),
      asked,
    );
    return unwrap(reply as Reply<Output<N>>);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  private args(workspaceFile: string): string[] {
    return [this.app, `--user-data-dir=${join(this.folder, 'profile')}`, '--workspace', workspaceFile];
  }
}
