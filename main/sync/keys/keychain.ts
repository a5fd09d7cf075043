import { createRequire } from 'node:module';
import { Refused } from '../../../shared/reply.ts';

/** A keychain that outlasts a restart. */
export type Keychain = {
  get(name: string): string | null;
  /** Whether it was kept. */
  set(name: string, secret: string): boolean;
  remove(name: string): void;
};

type Keyring = typeof import('@napi-rs/keyring');

const SERVICE = 'Galley';
// On Linux the library falls back, without a word, to the kernel's keyring, which a restart empties.
const OPTIONS = { linux: { store: 'secret-service' } } as const;

/** macOS' Keychain, Windows' Credential Manager, or the Secret Service of a Linux desktop; null where there is none. */
export function openKeychain(): Keychain | null {
  const keyring = loaded();
  if (!keyring || !isThere(keyring)) return null;
  const entry = (name: string): InstanceType<Keyring['Entry']> => new keyring.Entry(SERVICE, name, OPTIONS);
  return {
    get(name) {
      try {
        return entry(name).getPassword();
      } catch {
        throw closed();
      }
    },
    set(name, secret) {
      try {
        entry(name).setPassword(secret);
        return true;
      } catch {
        return false;
      }
    },
    remove(name) {
      try {
        entry(name).deletePassword();
      } catch {
        throw closed();
      }
    },
  };
}

// What a keychain says of a failure is not passed on: it might repeat what it was given.
function closed(): Refused {
  return new Refused(
    'keychain-closed',
    'The keychain of this computer does not give what Galley keeps in it. Unlock it, allow Galley to use it, and try again.',
  );
}

/** Native, and needed by few starts: loaded when it is first asked for. */
function loaded(): Keyring | null {
  try {
    return createRequire(import.meta.url)('@napi-rs/keyring') as Keyring;
  } catch {
    return null; // no binary for this platform
  }
}

function isThere(keyring: Keyring): boolean {
  try {
    new keyring.Entry(SERVICE, 'probe', OPTIONS).getPassword();
    return true;
  } catch {
    return false;
  }
}
