import { EventEmitter } from 'node:events';
import { app, openWindows } from './app.ts';
import { WORK_AREA } from './desktop.ts';
import { createPage } from './pages.ts';
import { preventable } from './preventable.ts';
import { WebContents } from './web-contents.ts';

type Bounds = { x: number; y: number; width: number; height: number };
type Options = Partial<Bounds> & { show?: boolean; backgroundColor?: string; webPreferences?: { preload?: string } };

let lastId = 0;

/** A page of its own in a headless Chromium; what a screen would show of it (place, focus, visibility) is kept as said. */
export class BrowserWindow extends EventEmitter {
  readonly id = ++lastId;
  readonly webContents: WebContents;
  private bounds: Bounds;
  private background: string;
  private state = { visible: true, minimized: false, maximized: false, focused: false };
  private closed = false;

  constructor({
    x = 0,
    y = 0,
    width = 800,
    height = 600,
    show = true,
    backgroundColor = '#ffffff',
    webPreferences = {},
  }: Options = {}) {
    super();
    this.bounds = { x, y, width, height };
    this.state.visible = show;
    this.background = backgroundColor;
    this.webContents = new WebContents(createPage({ width, height }), webPreferences.preload);
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'));
    this.webContents.on('standin-close', () => this.close());
    this.webContents.once('destroyed', () => this.gone());
    openWindows.add(this);
    app.emit('web-contents-created', {}, this.webContents);
    app.emit('browser-window-created', {}, this);
  }

  static getAllWindows(): BrowserWindow[] {
    return [...openWindows] as BrowserWindow[];
  }

  static fromWebContents(contents: WebContents | undefined): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find((window) => window.webContents === contents) ?? null;
  }

  static getFocusedWindow(): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find((window) => window.isFocused()) ?? null;
  }

  async loadURL(address: string): Promise<void> {
    await this.webContents.session.settlePermissions(address);
    await this.webContents.loadURL(address);
  }

  close(): void {
    const event = preventable();
    this.emit('close', event);
    if (event.defaultPrevented) app.quitting = false;
    else this.webContents.closePage();
  }

  private gone(): void {
    this.closed = true;
    openWindows.delete(this);
    this.emit('closed');
    app.windowClosed();
  }

  isDestroyed = () => this.closed;
  isVisible = () => this.state.visible;
  isMinimized = () => this.state.minimized;
  isMaximized = () => this.state.maximized;
  isFocused = () => this.state.focused;
  getNormalBounds = () => ({ ...this.bounds });
  getBounds = () => (this.state.maximized ? { ...WORK_AREA } : { ...this.bounds });

  getBackgroundColor = () => this.background;

  setBackgroundColor(color: string): void {
    this.background = color;
  }

  show(): void {
    this.state.visible = true;
    this.focus();
  }

  hide(): void {
    this.state.visible = false;
    this.blur();
  }

  focus(): void {
    this.state.focused = true;
    this.emit('focus');
  }

  blur(): void {
    this.state.focused = false;
    this.emit('blur');
  }

  minimize(): void {
    this.state.minimized = true;
  }

  restore(): void {
    this.state.minimized = false;
  }

  maximize(): void {
    this.state.maximized = true;
    this.resized();
  }

  unmaximize(): void {
    this.state.maximized = false;
    this.resized();
  }

  setBounds(bounds: Partial<Bounds>): void {
    this.bounds = { ...this.bounds, ...bounds };
    this.resized();
  }

  private resized(): void {
    const { width, height } = this.getBounds();
    void this.webContents.resize({ width, height });
    this.emit('move');
    this.emit('resize');
  }
}
