import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Params } from '../chromium-pipe.ts';
import { Frames } from './frames.ts';
import { handleInvoke } from './ipc-main.ts';
import { BINDING, bridgeScript, INBOX } from './page-bridge.ts';
import { theChromium, type Page } from './pages.ts';
import { preventable } from './preventable.ts';
import { answer, fromShown, isShown, SHOWN_PATTERN, toShown } from './schemes.ts';
import { defaultSession } from './session.ts';

type Paused = {
  requestId: string;
  frameId: string;
  resourceType: string;
  request: { url: string; method: string; headers: Record<string, string>; postData?: string };
};
type OpenHandler = (details: { url: string; frameName: string }) => { action: 'allow' | 'deny' };

const all = new Set<WebContents>();
let lastId = 0;

/** A page and what Electron lets the app do with it. */
export class WebContents extends EventEmitter {
  readonly id = ++lastId;
  readonly session = defaultSession;
  private readonly frames = new Frames();
  private readonly attached: Promise<Page>;
  private page: Page | null = null;
  private destroyed = false;
  private askedFor: string | null = null;
  private openHandler: OpenHandler = () => ({ action: 'deny' });
  private readonly preload: string | undefined;

  constructor(page: Promise<Page>, preload: string | undefined) {
    super();
    this.preload = preload;
    all.add(this);
    this.attached = page.then((made) => this.attach(made));
  }

  async loadURL(address: string): Promise<void> {
    await this.attached;
    const loaded = new Promise<void>((resolve) => this.once('did-finish-load', () => resolve()));
    this.askedFor = toShown(address);
    await this.ask('Page.navigate', { url: this.askedFor });
    await loaded;
  }

  reload(): void {
    this.askedFor = toShown(this.getURL());
    this.tell('Page.reload');
  }

  getURL(): string {
    return this.page ? fromShown(this.frames.urlOf(this.page.targetId)) : '';
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }

  send(channel: string, ...args: unknown[]): void {
    const context = this.page && this.frames.contextOf(this.page.targetId);
    if (context) this.callPage(context, 'deliver', [channel, args]);
  }

  close(_options?: { waitForBeforeUnload?: boolean }): void {
    this.emit('standin-close');
  }

  forcefullyCrashRenderer(): void {
    this.tell('Page.crash');
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  /** Lets the page run its `beforeunload`, then closes it; the app may overrule a page that wants to stay. */
  closePage(): void {
    this.tell('Page.close');
  }

  async resize(size: { width: number; height: number }): Promise<void> {
    const { targetId } = await this.attached;
    const { windowId } = await this.ask<{ windowId: number }>('Browser.getWindowForTarget', { targetId });
    await this.ask('Browser.setWindowBounds', { windowId, bounds: size });
  }

  /** Also where Chromium ended by itself. */
  gone(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    all.delete(this);
    this.emit('destroyed');
  }

  static fromDevToolsTargetId(targetId: string): WebContents | undefined {
    return [...all].find((each) => each.page?.targetId === targetId);
  }

  static getAllWebContents(): WebContents[] {
    return [...all];
  }

  private async attach(page: Page): Promise<Page> {
    this.page = page;
    this.hear('Page.frameNavigated', (params) => this.frames.navigated(params));
    this.hear('Page.navigatedWithinDocument', (params) => this.frames.moved(params));
    this.hear('Page.frameDetached', (params) => this.frames.detached(params));
    this.hear('Runtime.executionContextCreated', (params) => this.frames.contextCreated(params));
    this.hear('Runtime.executionContextDestroyed', (params) => this.frames.contextDestroyed(params));
    this.hear('Runtime.executionContextsCleared', () => this.frames.contextsCleared());
    this.hear('Runtime.bindingCalled', (params) => void this.takeInvoke(params as never));
    this.hear('Fetch.requestPaused', (params) => void this.takeRequest(params as Paused));
    this.hear('Page.windowOpen', ({ url, windowName }) => {
      this.openHandler({ url: fromShown(String(url)), frameName: String(windowName) });
    });
    this.hear('Page.javascriptDialogOpening', (params) => this.takeDialog(params as { type: string }));
    this.hear('Page.downloadWillBegin', (params) => this.session.download(this, params as never));
    this.hear('Page.loadEventFired', () => this.getURL() !== 'about:blank' && this.emit('did-finish-load'));
    this.hear('Inspector.targetCrashed', () => {
      this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
    });
    theChromium().on(
      'Target.detachedFromTarget',
      ({ sessionId }: Params) => sessionId === page.sessionId && this.gone(),
    );

    const preload = this.preload === undefined ? '' : readFileSync(this.preload, 'utf8');
    await Promise.all([
      this.ask('Page.enable'),
      this.ask('Runtime.enable'),
      this.ask('Runtime.addBinding', { name: BINDING }),
      this.ask('Page.addScriptToEvaluateOnNewDocument', { source: bridgeScript(preload) }),
      this.ask('Fetch.enable', {
        patterns: [{ urlPattern: '*', resourceType: 'Document' }, { urlPattern: SHOWN_PATTERN }],
      }),
      this.ask('Runtime.runIfWaitingForDebugger'),
    ]);
    return page;
  }

  private async takeInvoke(params: { name: string; payload: string; executionContextId: number }): Promise<void> {
    if (params.name !== BINDING) return;
    const { id, channel, args } = JSON.parse(params.payload) as { id: number; channel: string; args: unknown[] };
    const event = { sender: this, senderFrame: this.frames.ofContext(params.executionContextId) };
    const { value, error } = await handleInvoke(event, channel, args);
    this.callPage(params.executionContextId, 'settle', [id, value, error]);
  }

  private async takeRequest({ requestId, frameId, resourceType, request }: Paused): Promise<void> {
    if (resourceType === 'Document' && request.url !== this.askedFor && !this.mayNavigate(frameId, request.url)) {
      this.tell('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
    } else if (isShown(request.url)) {
      const response = await answer(request.url, request.method, request.headers, request.postData);
      this.tell('Fetch.fulfillRequest', { requestId, ...response });
    } else {
      this.tell('Fetch.continueRequest', { requestId });
    }
  }

  private mayNavigate(frameId: string, url: string): boolean {
    const isMainFrame = frameId === this.page?.targetId;
    const event = preventable({ url: fromShown(url), isMainFrame, isSameDocument: false });
    this.emit('will-frame-navigate', event);
    if (isMainFrame && !event.defaultPrevented) this.emit('will-navigate', event, event.url);
    return !event.defaultPrevented;
  }

  private takeDialog({ type }: { type: string }): void {
    if (type !== 'beforeunload') return;
    const event = preventable();
    this.emit('will-prevent-unload', event);
    this.tell('Page.handleJavaScriptDialog', { accept: event.defaultPrevented });
  }

  private callPage(executionContextId: number, method: string, args: unknown[]): void {
    this.tell('Runtime.callFunctionOn', {
      executionContextId,
      functionDeclaration: `(...args) => { globalThis[Symbol.for('${INBOX}')].${method}(...args); }`,
      arguments: args.map((value) => (value === undefined ? {} : { value })),
    });
  }

  private hear(method: string, listener: (params: Params) => void): void {
    theChromium().on(method, (params: Params, sessionId?: string) => {
      if (sessionId === this.page?.sessionId) listener(params);
    });
  }

  private ask<T = Params>(method: string, params?: Params): Promise<T> {
    return theChromium().send<T>(method, params, this.page?.sessionId);
  }

  private tell(method: string, params?: Params): void {
    theChromium().sendIfThere(method, params, this.page?.sessionId);
  }
}
