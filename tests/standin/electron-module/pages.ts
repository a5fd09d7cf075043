import { Chromium, type Params } from '../chromium-pipe.ts';

/** Chromium's pages: each is made for a window, or is a popup and goes away again. */
type Attached = { targetInfo: { targetId: string; type: string }; sessionId: string };
export type Page = { targetId: string; sessionId: string };

let chromium: Chromium | null = null;
let creating: Promise<unknown> = Promise.resolve();
const wanted = new Map<string, (page: Page) => void>();

export function theChromium(): Chromium {
  if (!chromium) throw new Error('There are no windows before Electron is ready.');
  return chromium;
}

export async function usePagesOf(started: Chromium): Promise<void> {
  chromium = started;
  started.on('Target.attachedToTarget', (params: Params) => void takeTarget(started, params as Attached));
  await started.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true });
}

/** A new page, still empty, and stopped until `Runtime.runIfWaitingForDebugger`. */
export function createPage(size: { width: number; height: number }): Promise<Page> {
  const { promise, resolve } = Promise.withResolvers<Page>();
  creating = theChromium()
    .send<{ targetId: string }>('Target.createTarget', { url: 'about:blank', newWindow: true, ...size })
    .then(({ targetId }) => wanted.set(targetId, resolve));
  return promise;
}

async function takeTarget(browser: Chromium, { targetInfo, sessionId }: Attached): Promise<void> {
  await creating; // the event may come before the answer that says which target was made
  const resolve = wanted.get(targetInfo.targetId);
  if (resolve) {
    resolve({ targetId: targetInfo.targetId, sessionId });
  } else if (targetInfo.type === 'page') {
    closePopup(browser, targetInfo.targetId);
  } else {
    browser.sendIfThere('Runtime.runIfWaitingForDebugger', {}, sessionId);
  }
}

// Playwright attaches to the popup as well; closed at once, it would leave Playwright waiting for a page that never was.
const POPUP_LIFE = 250; // milliseconds

/** The popup stays stopped all its life, so that nothing it was to load is ever asked for. */
function closePopup(browser: Chromium, targetId: string): void {
  setTimeout(() => browser.sendIfThere('Target.closeTarget', { targetId }), POPUP_LIFE);
}
