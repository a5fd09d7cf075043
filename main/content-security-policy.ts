/** What the renderer may load, the same in every host: its own files and nothing from the network. `nonce` is fresh for
 *  each response; it lets CodeMirror and Radix insert their `<style>` elements. Scripts need no nonce: they are all
 *  files of the host's own. `data:` pictures are the small icons a bundler puts into style sheets. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `font-src 'self'`,
    `img-src 'self' data:`,
    `connect-src 'self'`,
    `worker-src 'self'`,
    `manifest-src 'none'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ');
}

/** Stands in the built index.html where each response puts its own nonce (Vite's `html.cspNonce`). */
export const NONCE_PLACEHOLDER = 'GALLEY-CSP-NONCE';
