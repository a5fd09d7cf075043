import { EventEmitter } from 'node:events';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandLine } from './command-line.ts';
import { preventable } from './preventable.ts';
import { takeInstanceLock } from './instance-lock.ts';

const home = homedir();
const paths = new Map<string, string>([
  ['home', home],
  ['temp', tmpdir()],
  ['appData', process.env['XDG_CONFIG_HOME'] ?? join(home, '.config')],
  ['documents', join(home, 'Documents')],
  ['downloads', join(home, 'Downloads')],
  ['exe', process.execPath],
]);

type Closable = { close(): void };
/** Open windows; here rather than in browser-window.ts because quitting closes them. */
export const openWindows = new Set<Closable>();

class App extends EventEmitter {
  name = 'Electron';
  readonly isPackaged = false;
  readonly commandLine = commandLine;
  quitting = false;
  private ready = false;
  private readonly whenReadyPromise = Promise.withResolvers<void>();
  private leave: (code: number) => void = (code) => process.exit(code);
  private releaseLock: () => void = () => {};

  setName(name: string): void {
    this.name = name;
  }

  getVersion(): string {
    return '0.0.0';
  }

  getPath(name: string): string {
    if (name === 'userData' && !paths.has(name)) {
      return commandLine.getSwitchValue('user-data-dir') || join(this.getPath('appData'), this.name);
    }
    const path = paths.get(name);
    if (path === undefined) throw new Error(`Failed to get '${name}' path`);
    return path;
  }

  setPath(name: string, path: string): void {
    paths.set(name, path);
  }

  isReady(): boolean {
    return this.ready;
  }

  whenReady(): Promise<void> {
    return this.whenReadyPromise.promise;
  }

  /** `leave` ends Chromium, then the process. */
  becomeReady(leave: (code: number) => void): void {
    this.leave = leave;
    this.ready = true;
    this.emit('ready', {});
    this.whenReadyPromise.resolve();
  }

  requestSingleInstanceLock(additionalData: unknown = {}): boolean {
    const release = takeInstanceLock(this.getPath('userData'), additionalData, (other) => {
      this.emit('second-instance', {}, other.argv, other.folder, other.additionalData);
    });
    if (release) this.releaseLock = release;
    return release !== null;
  }

  relaunch(): void {}

  quit(): void {
    const event = preventable();
    this.emit('before-quit', event);
    if (event.defaultPrevented) return;
    this.quitting = true;
    if (openWindows.size === 0) this.finishQuitting();
    for (const window of openWindows) window.close();
  }

  windowClosed(): void {
    if (openWindows.size > 0) return;
    if (this.quitting) this.finishQuitting();
    else if (!this.emit('window-all-closed')) this.quit();
  }

  exit(code = 0): void {
    this.emit('quit', {}, code);
    this.releaseLock();
    this.leave(code);
  }

  private finishQuitting(): void {
    const event = preventable();
    this.emit('will-quit', event);
    if (event.defaultPrevented) this.quitting = false;
    else this.exit(0);
  }
}

export const app = new App();
