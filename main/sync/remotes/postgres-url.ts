import { isLoopback } from './loopback.ts';
import { RemoteError } from './remote.ts';

export type SslMode = 'disable' | 'require' | 'verify-ca' | 'verify-full';

/** What a `postgres:` URL says, checked. */
export type PostgresPlace = {
  user: string;
  host: string;
  port: number;
  database: string;
  schema: string;
  sslmode: SslMode;
  /** A file of certificates to trust instead of the system's, in PEM. */
  certificates: string | null;
};

export const DEFAULT_SCHEMA = 'galley';
const MODES: SslMode[] = ['disable', 'require', 'verify-ca', 'verify-full'];
const PARAMETERS = ['schema', 'sslmode', 'sslrootcert'];
// Roles are named after it, `…_member` and `…_owner`, within PostgreSQL's 63 bytes; names beginning with pg_ are its own.
const SCHEMA = /^(?!pg_)[a-z_][a-z0-9_]{0,47}$/;

/** Reads `postgres://user@host:port/database?schema=…&sslmode=…&sslrootcert=…`. Throws `bad-url`. */
export function postgresPlace(url: URL): PostgresPlace {
  const unknown = [...url.searchParams.keys()].find((name) => !PARAMETERS.includes(name));
  if (unknown !== undefined) throw badUrl(`Galley knows no “${unknown}” in such a URL, only ${PARAMETERS.join(', ')}.`);
  const host = decoded(url.hostname).replace(/^\[(.*)\]$/, '$1');
  if (host === '') throw badUrl('The URL names no server: postgres://USER@SERVER/DATABASE.');
  if (url.username === '') throw badUrl('The URL names no user: postgres://USER@SERVER/DATABASE.');
  const user = decoded(url.username);
  const schema = url.searchParams.get('schema') ?? DEFAULT_SCHEMA;
  if (!SCHEMA.test(schema))
    throw badUrl('A schema here is named by small letters, digits and “_”, with a letter first, at most 48 of them.');
  const database = decoded(url.pathname.slice(1));
  if (database.includes('/')) throw badUrl('The URL names more than a database: postgres://USER@SERVER/DATABASE.');
  const certificates = url.searchParams.get('sslrootcert');
  return {
    user,
    host,
    port: url.port === '' ? 5432 : Number(url.port),
    database: database === '' ? user : database,
    schema,
    sslmode: sslModeOf(url, host),
    certificates: certificates === 'system' ? null : certificates,
  };
}

/** The encryption a URL asks for. Without a word: none on this device, all there is elsewhere. `prefer` and `allow` go without encryption
 *  where somebody in between says so, and are refused. */
function sslModeOf(url: URL, host: string): SslMode {
  const said = url.searchParams.get('sslmode');
  if (said === null) return isLoopback(host) ? 'disable' : 'verify-full';
  const mode = MODES.find((candidate) => candidate === said);
  if (mode === undefined) throw badUrl(`The sslmode “${said}” is none that Galley uses: ${MODES.join(', ')}.`);
  return mode;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw badUrl('The URL holds a “%” that begins no character; write %25.');
  }
}

function badUrl(sentence: string): RemoteError {
  return new RemoteError('bad-url', sentence);
}
