/** The UTF-8 bytes of a text, in base64url without padding. */
export function toBase64url(text: string): string {
  let bytes = '';
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte);
  return btoa(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The text that `toBase64url` was given; null where these letters stand for no text. */
export function fromBase64url(letters: string): string | null {
  if (!/^[\w-]*$/.test(letters) || letters.length % 4 === 1) return null;
  const bytes = Uint8Array.from(atob(letters.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
