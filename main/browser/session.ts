import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Who may talk to the host: one session per run, entered by links that each work once. */
export type Session = {
  /** A fresh one-time token for an opening link. */
  newToken(): string;
  /** Whether the token opens the session. It is useless afterwards. */
  redeem(token: string): boolean;
  /** The `Set-Cookie` value that carries the session. */
  readonly setCookie: string;
  /** Whether a request's `Cookie` header carries the session. */
  isCarriedBy(cookieHeader: string | undefined): boolean;
};

/** `port` goes into the cookie's name: cookies ignore ports, and two hosts on one machine would overwrite each other's. */
export function newSession(port: number): Session {
  const name = `galley-${port}`;
  const secret = randomSecret();
  const unused = new Set<string>();

  return {
    newToken() {
      const token = randomSecret();
      unused.add(token);
      return token;
    },
    redeem(token) {
      const found = [...unused].filter((candidate) => isSame(candidate, token));
      for (const candidate of found) unused.delete(candidate);
      return found.length > 0;
    },
    setCookie: `${name}=${secret}; HttpOnly; SameSite=Strict; Path=/`,
    isCarriedBy: (cookieHeader) => cookiesNamed(name, cookieHeader).some((value) => isSame(value, secret)),
  };
}

function randomSecret(): string {
  return randomBytes(32).toString('base64url');
}

// Digests have one length, so neither the comparison's time nor a length check tells anything about the secret.
function isSame(left: string, right: string): boolean {
  return timingSafeEqual(digest(left), digest(right));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function cookiesNamed(name: string, header: string | undefined): string[] {
  return (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
}
