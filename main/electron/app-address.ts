export const APP_SCHEME = 'galley';
const APP_HOST = 'app';
export const APP_ADDRESS = `${APP_SCHEME}://${APP_HOST}/`;

/** Whether `address` is a page of Galley's own. `origin` cannot be asked: for a custom scheme it is the text “null”. */
export function isAppAddress(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && url.protocol === `${APP_SCHEME}:` && url.host === APP_HOST;
}

type Frame = { readonly url: string; readonly parent: Frame | null };

/** Whether a call comes from a page of Galley's own: the page itself, never a frame inside it, and only while it is at
 *  Galley's address. Null stands for a frame that is gone by now. */
export function isAppPage(frame: Frame | null): boolean {
  return frame !== null && frame.parent === null && isAppAddress(frame.url);
}

const MAX_LINK_LENGTH = 2_000; // characters; longer addresses break shells and browsers on some systems

/** Whether a link in a prompt may be handed to the system's browser. A prompt may come from anyone, so only plain web
 *  addresses pass: other schemes start programs, and a user name in front of the host makes a link look like another. */
export function isExternalLink(address: string): boolean {
  if (address.length > MAX_LINK_LENGTH) return false;
  const url = URL.parse(address);
  return url !== null && url.protocol === 'https:' && url.hostname !== '' && url.username === '' && url.password === '';
}
