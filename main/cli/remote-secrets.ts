import type { RemoteSecrets } from '../sync/remotes/adapter.ts';
import { findKind } from '../sync/remotes/remotes.ts';
import { askSecret } from './ask-secret.ts';

/** What the remote at `url` asks for and is neither in the URL nor in the environment, typed on the terminal. What the environment holds (as
 *  psql and the tools of AWS read it) stays there: the remote finds it by itself, and it is not kept. */
export async function secretsFor(url: string): Promise<RemoteSecrets> {
  const { kind, secrets } = findKind(url);
  const found: RemoteSecrets = {};
  for (const { name, label, variable } of kind.secrets) {
    const isGiven = secrets[name] !== undefined || process.env[variable];
    const value = isGiven || name === 'sessionToken' || !process.stdin.isTTY ? null : await askSecret(label);
    if (value) found[name] = value;
  }
  return found;
}
