import { join, dirname } from 'node:path';
import { defaultWorkspacePath } from '../../default-paths.ts';
import { FileSecrets } from './file-secrets.ts';
import { openKeychain, type Keychain } from './keychain.ts';

/** Where private keys and passwords lie: never in a workspace, a log, an export or an error. */
export type SecretStore = {
  /** Where a new secret would go. */
  readonly place: 'keychain' | 'file';
  /** Why that place is not as good as it might be, as a sentence for people; null where it is. */
  readonly warning: string | null;
  /** Null where there is none. Throws `Refused('keychain-closed')` where the keychain has it and does not give it. */
  get(name: string): string | null;
  /** Keeps a secret in place of the one before. Throws `Refused('secret-not-kept')` where nothing can hold it. */
  set(name: string, secret: string): void;
  remove(name: string): void;
  /** Where that secret lies. */
  placeOf(name: string): 'keychain' | 'file' | 'missing';
};

/** The name a device's private key is kept under. */
export function deviceSecret(deviceId: string): string {
  return `device ${deviceId}`;
}

/** The name under which what a remote asks for is kept; its URL, which holds no secret itself. */
export function remoteSecret(url: string): string {
  return `remote ${url}`;
}

/**
 * The operating system's keychain, or files that only this user may read where there is none that lasts. `GALLEY_KEYS` names
 * a folder for such files, and then nothing else is asked.
 */
export function openSecrets(environment: NodeJS.ProcessEnv = process.env): SecretStore {
  const named = environment['GALLEY_KEYS'];
  if (named !== undefined && named !== '') return combined(null, new FileSecrets(named), null);
  const folder = join(dirname(defaultWorkspacePath()), 'keys');
  const keychain = openKeychain();
  const warning =
    keychain === null
      ? `This computer offers no keychain that outlasts a restart, so keys and passwords lie in files in ${folder} that only you may open. Whoever can read your files can sign as you.`
      : null;
  return combined(keychain, new FileSecrets(folder), warning);
}

/** `keychain` first, `files` for what it does not take. */
export function combined(keychain: Keychain | null, files: FileSecrets, warning: string | null): SecretStore {
  return {
    place: keychain === null ? 'file' : 'keychain',
    warning,
    get: (name) => files.get(name) ?? keychain?.get(name) ?? null,
    set(name, secret) {
      // A keychain may be locked, or take short secrets only: losing a key is worse than a file.
      if (keychain?.set(name, secret)) files.remove(name);
      else files.set(name, secret);
    },
    remove(name) {
      files.remove(name);
      keychain?.remove(name);
    },
    placeOf(name) {
      if (files.get(name) !== null) return 'file';
      return keychain !== null && keychain.get(name) !== null ? 'keychain' : 'missing';
    },
  };
}
