import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { InitReport, RemoteAdapter, RemoteKind, RemoteSecrets } from './adapter.ts';
import { folderKind } from './folder.ts';
import { postgresKind } from './postgres.ts';
import { RemoteError } from './remote.ts';
import { s3Kind } from './s3.ts';

/** Every kind of remote: a new one is a file and a line here. */
export const remoteKinds: RemoteKind[] = [folderKind, postgresKind, s3Kind];

/** Opens the remote at `url` without a word to it. Secrets in the URL count where `secrets` has none; `remote.url` never shows them.
 *  Throws `bad-url`. */
export function openRemote(url: string, secrets: RemoteSecrets = {}): RemoteAdapter {
  const { kind, ...found } = findKind(url);
  const all = { ...found.secrets, ...secrets };
  return kind.open(withUser(kind, found.url, all), all);
}

/** What the remote at `url` is, told without asking it. Throws `bad-url`. */
export function describeRemote(url: string): { url: string; kind: RemoteKind['id']; name: string } {
  const found = findKind(url);
  return { url: found.url.href, kind: found.kind.id, name: found.kind.placeName(found.url) };
}

/** Makes ready what the remote at `url` stands on: a folder, a table with its roles, a bucket. Running it again changes nothing. */
export async function initRemote(url: string, secrets: RemoteSecrets = {}, signal?: AbortSignal): Promise<InitReport> {
  const { kind, ...found } = findKind(url);
  const all = { ...found.secrets, ...secrets };
  return kind.init(withUser(kind, found.url, all), all, signal);
}

/** The kind of the remote at `text` (a URL, or the whole path of a folder), the URL that may be kept and shown, and the secrets that
 *  stood in it. Throws `bad-url`. */
export function findKind(text: string): { kind: RemoteKind; url: URL; secrets: RemoteSecrets } {
  const trimmed = text.trim();
  const url = isAbsolute(trimmed) ? pathToFileURL(trimmed) : URL.parse(trimmed);
  if (url === null) throw badUrl('This is not a URL.');
  const kind = remoteKinds.find((candidate) => candidate.schemes.includes(url.protocol));
  if (kind === undefined) throw badUrl(`Galley knows no remote of the kind “${url.protocol}”.`);
  return { kind, ...splitSecrets(kind, url) };
}

function badUrl(what: string): RemoteError {
  return new RemoteError(
    'bad-url',
    `${what} A remote looks like ${remoteKinds.map(({ example }) => example).join(', or ')}.`,
  );
}

/** A password in a URL is a secret wherever it stands; the name before it only where it belongs to it, as S3's keys do. */
function splitSecrets(kind: RemoteKind, from: URL): { url: URL; secrets: RemoteSecrets } {
  const url = new URL(from);
  const secrets: RemoteSecrets = {};
  if (url.password !== '') secrets.password = decoded(url.password);
  url.password = '';
  if (kind.secrets.some(({ name }) => name === 'user') && url.username !== '') {
    secrets.user = decoded(url.username);
    url.username = '';
  }
  return { url, secrets };
}

function withUser(kind: RemoteKind, url: URL, { user }: RemoteSecrets): URL {
  if (kind.id !== 'postgres' || url.username !== '' || !user) return url;
  const named = new URL(url);
  named.username = encodeURIComponent(user);
  return named;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a bare % in a password that nobody encoded
  }
}
