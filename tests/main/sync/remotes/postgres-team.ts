import { randomUUID } from 'node:crypto';
import { chownSync } from 'node:fs';
import { afterAll, beforeAll } from 'vitest';
import type { RemoteSecrets } from '../../../../main/sync/remotes/adapter.ts';
import type { Remote } from '../../../../main/sync/remotes/remote.ts';
import { initRemote, openRemote } from '../../../../main/sync/remotes/remotes.ts';
import { afterTest, bytesOf, type Store } from './conformance.ts';
import { startPostgres, type PostgresServer } from './postgres-server.ts';
import { smallDrive } from './small-drive.ts';
import { tcpProxy, type TcpProxy } from './tcp-proxy.ts';

/** Of every user. */
export const PASSWORD = 'secret of the team';
export let server: PostgresServer;

/** A server for all tests of a file, with a database `team` and three users: `ana`, who may make schemas and roles there, and `ben` and
 *  `eve`, who may nothing. */
export function useTeam(): void {
  beforeAll(async () => {
    server = await startPostgres(['-c', 'max_connections=150']);
    await server.run(
      'postgres',
      'CREATE DATABASE team',
      `CREATE ROLE ana LOGIN PASSWORD '${PASSWORD}' CREATEROLE`,
      `CREATE ROLE ben LOGIN PASSWORD '${PASSWORD}'`,
      `CREATE ROLE eve LOGIN PASSWORD '${PASSWORD}'`,
      'GRANT CREATE ON DATABASE team TO ana',
    );
  }, 120_000);
  afterAll(() => server?.stop());
}

export type PostgresStore = Store & { schema: string; openAs: (user: string, secrets?: RemoteSecrets) => Remote };

/** A table made by `ana` as `init` makes it. */
export async function makeStore(): Promise<PostgresStore> {
  const schema = newSchema();
  await initRemote(urlOf('ana', schema), { password: PASSWORD });
  return storeOf(schema);
}

export function storeOf(schema: string): PostgresStore {
  const openAs = (user: string, secrets: RemoteSecrets = { password: PASSWORD }) =>
    openRemote(urlOf(user, schema), secrets);
  return { schema, openAs, open: () => openAs('ana') };
}

/** A table on a drive of its own that has little room. */
export async function smallStore(): Promise<Store | string> {
  const drive = smallDrive('500k');
  if (typeof drive === 'string') return drive;
  const schema = newSchema();
  afterTest(async () => {
    await server.run(
      'team',
      `DROP SCHEMA IF EXISTS ${schema} CASCADE`,
      'CHECKPOINT',
      `DROP TABLESPACE IF EXISTS ${schema}`,
    );
    drive.unmount();
  });
  chownSync(drive.path, server.uid, -1);
  await server.run(
    'team',
    `CREATE TABLESPACE ${schema} LOCATION '${drive.path}'`,
    `CREATE SCHEMA ${schema}`,
    `CREATE TABLE ${schema}.objects (key text COLLATE "C" PRIMARY KEY, value bytea NOT NULL) TABLESPACE ${schema}`,
    `GRANT USAGE ON SCHEMA ${schema} TO ana`,
    `GRANT INSERT, SELECT ON ${schema}.objects TO ana`,
  );
  return storeOf(schema);
}

/** A store of `ana` whose answers can be lost. */
export async function behindProxy({ schema }: PostgresStore): Promise<{ remote: Remote; proxy: TcpProxy }> {
  const proxy = await tcpProxy(server.port);
  const remote = openRemote(urlOf('ana', schema, proxy.port), { password: PASSWORD });
  afterTest(async () => {
    await remote.close();
    await proxy.stop();
  });
  return { remote, proxy };
}

/** A put of `log/1` that waits for a transaction of the administrator. */
export async function blockedPut(
  remote: Remote,
  schema: string,
  first = `LOCK TABLE ${schema}.objects IN ACCESS EXCLUSIVE MODE`,
) {
  const holder = await server.connect('team');
  afterTest(() => holder.end());
  await holder.query('BEGIN');
  await holder.query(first);
  const put = remote.putIfAbsent('log/1', bytesOf('x'));
  put.catch(() => undefined); // the test looks at it when it is time
  const waiting = `SELECT pid FROM pg_stat_activity WHERE usename = 'ben' AND wait_event_type = 'Lock' AND query LIKE '%"${schema}"%'`;
  let pid: number | undefined;
  const failed = put.then(
    () => true,
    () => true,
  );
  while (pid === undefined && !(await Promise.race([failed, new Promise((resolve) => setImmediate(resolve, false))])))
    pid = (await server.run('team', waiting))[0]?.['pid'] as number | undefined;
  const release = async (how = 'ROLLBACK') => void (await holder.query(how));
  return { put, pid, release };
}

export function newSchema(): string {
  return `s${randomUUID().replaceAll('-', '')}`;
}

export function urlOf(user: string, schema: string, port = server.port): string {
  return `postgres://${user}@127.0.0.1:${port}/team?schema=${schema}`;
}
