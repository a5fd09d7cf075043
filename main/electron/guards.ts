import { app, session, shell, type Session, type WebContents } from 'electron';
import { isAppAddress, isExternalLink } from './app-address.ts';

/** Keeps every page this process ever makes inside Galley: whatever a prompt's text brings a page to try, it stays on
 *  its own address, opens no window, and gets no permission but to write text to the clipboard. */
export function guardPages(): void {
  app.on('web-contents-created', (_, contents) => guardContents(contents));
  guardSession(session.defaultSession);
}

function guardContents(contents: WebContents): void {
  contents.on('will-frame-navigate', (event) => {
    if (isAppAddress(event.url)) return;
    event.preventDefault();
    if (event.isMainFrame) openLink(event.url);
  });
  contents.on('will-redirect', (event) => {
    if (!isAppAddress(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    openLink(url);
    return { action: 'deny' };
  });
}

function openLink(address: string): void {
  if (isExternalLink(address)) void shell.openExternal(address);
}

const GRANTED = 'clipboard-sanitized-write';

function guardSession(pages: Session): void {
  pages.setPermissionRequestHandler((_, permission, answer, details) => {
    answer(permission === GRANTED && isAppAddress(details.requestingUrl));
  });
  pages.setPermissionCheckHandler((_, permission, origin) => permission === GRANTED && isAppAddress(origin));
  pages.setDevicePermissionHandler(() => false);
  // Without a path of its own a download asks where to save; only files the page itself made may begin one.
  pages.on('will-download', (event, item) => {
    const made = item.getURL().startsWith('blob:') && isAppAddress(item.getURL().slice('blob:'.length));
    if (!made) event.preventDefault();
  });
}
