/** What the renderer may load, the same in every host: its own files and nothing from the network. `nonce` is fresh for
 *  each response; it lets CodeMirror and Radix insert their `<style>` elements. Scripts need none: they are all files of
 *  the host's own. `data:` pictures are the marks CodeMirror draws under a problem. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `font-src 'self'`,
    `img-src 'self' data:`,
    `connect-src 'self'`,
    `worker-src 'self'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ');
}

/** Stands in the built index.html, by `html.cspNonce` in vite.config.ts, where each response puts its own nonce. */
export const NONCE_PLACEHOLDER = 'GALLEY_CSP_NONCE';
