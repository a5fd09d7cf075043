/** What a remote asks for beside its address; `user` of S3 is the access key id, `password` the secret access key. */
export type Secrets = { user?: string; password?: string; sessionToken?: string };
export type RemoteKind = 'folder' | 'postgres' | 's3';

/** What kind of remote an address means, as far as it is typed; null where that cannot be told yet. */
export function kindOfAddress(address: string): RemoteKind | null {
  const text = address.trim();
  if (/^(file:|\/|[a-z]:[\\/]|\\\\)/i.test(text)) return 'folder';
  if (/^postgres(ql)?:/i.test(text)) return 'postgres';
  return /^s3:/i.test(text) ? 's3' : null;
}

/** An address without the secrets that were pasted with it, and the secrets. */
export function takeSecretsOut(address: string): { address: string; secrets: Secrets } {
  const kind = kindOfAddress(address);
  const url = kind === 'postgres' || kind === 's3' ? URL.parse(address.trim()) : null;
  if (url === null || (url.password === '' && (kind === 'postgres' || url.username === '')))
    return { address, secrets: {} };
  const secrets: Secrets = {};
  if (url.password !== '') secrets.password = decoded(url.password);
  // The user of a database is part of the address; the key id of S3 belongs to its secret.
  if (kind === 's3' && url.username !== '') {
    secrets.user = decoded(url.username);
    url.username = '';
  }
  url.password = '';
  return { address: url.href, secrets };
}

/** The secrets that were typed; undefined where none were. */
export function givenSecrets(secrets: Secrets): Secrets | undefined {
  const given = Object.entries(secrets).filter(([, value]) => value !== '');
  return given.length === 0 ? undefined : Object.fromEntries(given);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a bare % in a password that nobody encoded
  }
}
