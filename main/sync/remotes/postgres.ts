import type { RemoteAdapter, RemoteKind, RemoteSecrets } from './adapter.ts';
import { PostgresConnections } from './postgres-connections.ts';
import { isUnknownCollation } from './postgres-failures.ts';
import { initPostgres } from './postgres-init.ts';
import { DEFAULT_SCHEMA, postgresPlace, type PostgresPlace } from './postgres-url.ts';
import { watchPostgres } from './postgres-watch.ts';
import { checkKey, checkRange, RemoteError } from './remote.ts';

/** A table of any PostgreSQL-compatible server: a key is a row. Inserts and selects alone, one statement each, so that poolers in between
 *  and engines of many machines do as well. */
export const postgresKind: RemoteKind = {
  id: 'postgres',
  name: 'PostgreSQL',
  schemes: ['postgres:', 'postgresql:'],
  example: 'postgres://ana@db.example.com/galley',
  secrets: [{ name: 'password', label: 'Password', variable: 'PGPASSWORD' }],
  placeName: (url) => {
    const { database, schema, host } = postgresPlace(url);
    return `${database}${schema === DEFAULT_SCHEMA ? '' : `.${schema}`} at ${host}`;
  },
  open: (url, secrets) => new PostgresRemote(url, secrets),
  init: async (url, secrets, signal) => {
    const place = postgresPlace(url);
    const connections = new PostgresConnections(place, passwordOf(secrets));
    try {
      return await initPostgres(connections, place, signal);
    } finally {
      await connections.close();
    }
  },
};

const PAGE = 1_000;
const HINT_MILLISECONDS = 2_000;

class PostgresRemote implements RemoteAdapter {
  readonly url: string;
  private readonly place: PostgresPlace;
  private readonly connections: PostgresConnections;
  private readonly table: string;
  private readonly under = new Set<Promise<void>>();
  private collation = ' COLLATE "C"';
  private mayNotify = true;

  constructor(url: URL, secrets: RemoteSecrets) {
    this.url = url.href;
    this.place = postgresPlace(url);
    this.connections = new PostgresConnections(this.place, passwordOf(secrets));
    this.table = `"${this.place.schema}".objects`;
  }

  async putIfAbsent(key: string, bytes: Uint8Array, signal?: AbortSignal): Promise<'created' | 'exists'> {
    checkKey(key);
    const text = `INSERT INTO ${this.table} (key, value) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING`;
    const { rowCount } = await this.connections.query({ text, values: [key, Buffer.from(bytes)] }, 'put', signal);
    if (rowCount !== 1) return 'exists';
    this.tellOthers();
    return 'created';
  }

  async get(key: string, signal?: AbortSignal): Promise<Uint8Array | null> {
    checkKey(key);
    const statement = { text: `SELECT value FROM ${this.table} WHERE key = $1`, values: [key] };
    const { rows } = await this.connections.query(statement, 'read', signal);
    return rows.length === 0 ? null : (rows[0] as { value: Buffer }).value;
  }

  async *list(prefix: string, after: string | null, signal?: AbortSignal): AsyncIterable<string> {
    checkRange(prefix, after);
    const end = prefix.slice(0, -1) + String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1);
    let last = after !== null && after > prefix ? after : null;
    for (;;) {
      const page = await this.page(last ?? prefix, last === null ? '>=' : '>', end, signal);
      for (const key of page) {
        if (last !== null && key <= last) throw this.outOfOrder();
        yield (last = key);
      }
      if (page.length < PAGE) return;
    }
  }

  watch(hear: () => void): () => void {
    return watchPostgres(() => this.connections.single(), this.channel, hear);
  }

  async server(signal?: AbortSignal): Promise<string> {
    const { rows } = await this.connections.query({ text: 'SELECT version() AS version' }, 'read', signal);
    return serverName((rows[0] as { version: string }).version);
  }

  async close(): Promise<void> {
    await Promise.all(this.under);
    await this.connections.close();
  }

  private get channel(): string {
    return `"galley_${this.place.schema}"`;
  }

  private async page(from: string, sign: '>' | '>=', end: string, signal?: AbortSignal): Promise<string[]> {
    const collate = this.collation;
    const text = `SELECT key FROM ${this.table} WHERE key${collate} ${sign} $1 AND key${collate} < $2 ORDER BY key${collate} LIMIT ${PAGE}`;
    try {
      const { rows } = await this.connections.query({ text, values: [from, end] }, 'read', signal);
      return (rows as { key: string }[]).map(({ key }) => key);
    } catch (error) {
      if (this.collation === '' || !isUnknownCollation(error)) throw error;
      this.collation = ''; // an engine that has but one order, that of bytes
      return this.page(from, sign, end, signal);
    }
  }

  /** A hint to who listens. PgBouncer drops it and some engines have none, so nobody waits for it. */
  private tellOthers(): void {
    if (!this.mayNotify) return;
    const notify = { text: `NOTIFY ${this.channel}` };
    const told = this.connections.query(notify, 'read', AbortSignal.timeout(HINT_MILLISECONDS)).then(
      () => undefined,
      () => {
        this.mayNotify = false;
      },
    );
    this.under.add(told);
    void told.finally(() => this.under.delete(told));
  }

  private outOfOrder(): RemoteError {
    const { host, schema } = this.place;
    return new RemoteError(
      'not-capable',
      `The table ${schema}.objects at ${host} does not sort its keys by their bytes. Make it with “galley remote init”.`,
    );
  }
}

/** The keychain's password, or the one this process was started with. Never a file that nobody named. */
function passwordOf(secrets: RemoteSecrets): string {
  return secrets.password ?? process.env['PGPASSWORD'] ?? '';
}

/** `PostgreSQL 18.4` of the long line that servers answer; engines that only speak its language by their own name. */
function serverName(version: string): string {
  const yugabyte = /-YB-([\d.]+)/.exec(version)?.[1];
  if (yugabyte !== undefined) return `YugabyteDB ${yugabyte}`;
  const cockroach = /^CockroachDB.* v([\d.]+)/.exec(version)?.[1];
  if (cockroach !== undefined) return `CockroachDB ${cockroach}`;
  return version.split(/[ ,]+/).slice(0, 2).join(' ');
}
