/** Chromium knows no scheme of ours: `galley://app/x` is shown to it as `https://galley-app.standin/x`, whose answers come
 *  from `protocol.handle`. All the app hears is translated back. */
type Handler = (request: Request) => Response | Promise<Response>;
const handlers = new Map<string, Handler>();

export const protocol = {
  registerSchemesAsPrivileged(): void {},
  handle(scheme: string, handler: Handler): void {
    handlers.set(scheme, handler);
  },
};

export const SHOWN_PATTERN = 'https://*.standin/*';

export function toShown(address: string): string {
  return address.replace(/^([a-z]+):\/\/([^/]+)/, (all, scheme: string, host: string) =>
    handlers.has(scheme) ? `https://${scheme}-${host}.standin` : all,
  );
}

export function fromShown(address: string): string {
  return address.replace(/^(blob:)?https:\/\/([a-z]+)-([^/.]+)\.standin/, '$1$2://$3');
}

export function isShown(address: string): boolean {
  return /^https:\/\/[^/]+\.standin\//.test(address);
}

/** The handler's answer, in the form `Fetch.fulfillRequest` takes. */
export async function answer(address: string, method: string, headers: Record<string, string>, body?: string) {
  const url = fromShown(address);
  const handler = handlers.get(new URL(url).protocol.slice(0, -1));
  const request = new Request(url, { method, headers, body });
  const response = handler ? await handler(request) : new Response('No such scheme', { status: 404 });
  return {
    responseCode: response.status,
    responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
    body: Buffer.from(await response.arrayBuffer()).toString('base64'),
  };
}
