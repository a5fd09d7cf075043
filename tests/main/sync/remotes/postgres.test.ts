import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { probeRemote } from '../../../../main/sync/remotes/probe.ts';
import { describeRemote, initRemote, openRemote } from '../../../../main/sync/remotes/remotes.ts';
import { runProgram } from '../../cli/galley.ts';
import { certificate, privateKey } from './certificate.ts';
import { afterTest, bytesOf, conformance, errorOf, failureOf, keysOf, textOf } from './conformance.ts';
import { freePort } from './free-port.ts';
import {
  behindProxy,
  blockedPut,
  makeStore,
  newSchema,
  PASSWORD,
  server,
  smallStore,
  urlOf,
  useTeam,
  type PostgresStore,
} from './postgres-team.ts';

let nobodyAt: number;

useTeam();
beforeAll(async () => {
  nobodyAt = await freePort();
});

conformance('A PostgreSQL table', makeStore, {
  lostAnswer: async (store) => {
    const { remote, proxy } = await behindProxy(store as PostgresStore);
    await remote.get('log/1');
    proxy.mode = 'cut';
    return remote;
  },
  silent: async (store) => {
    const { remote, proxy } = await behindProxy(store as PostgresStore);
    await remote.get('log/1');
    proxy.mode = 'silence';
    return remote;
  },
  unreachable: () => openRemote(`postgres://ana@127.0.0.1:${nobodyAt}/team`, { password: PASSWORD }),
  wrongCredentials: async (store) => (store as PostgresStore).openAs('ana', { password: 'another secret' }),
  mayOnlyRead: async (store) => {
    const { schema, openAs } = store as PostgresStore;
    await server.run('team', `GRANT USAGE ON SCHEMA ${schema} TO eve`, `GRANT SELECT ON ${schema}.objects TO eve`);
    return openAs('eve');
  },
  mayNothing: async (store) => (store as PostgresStore).openAs('eve'),
  small: smallStore,
  missing: async () => openRemote(urlOf('ana', newSchema()), { password: PASSWORD }),
});

describe('a PostgreSQL remote', () => {
  test('is made by init with two roles that insert and select and nothing else; again, it changes nothing', async () => {
    const schema = newSchema();
    const first = await initRemote(urlOf('ana', schema), { password: PASSWORD });
    expect(first.steps).toHaveLength(8);
    expect(first.steps.every(({ done }) => done)).toBe(true);
    expect(first.forAdministrator).toEqual([]);
    const again = await initRemote(urlOf('ana', schema), { password: PASSWORD });
    expect(again.steps.map(({ what }) => what)).toEqual(first.steps.map(({ what }) => what));
    expect(again.steps.some(({ done }) => done)).toBe(false);
    const rights = await server.run(
      'team',
      `SELECT grantee, privilege_type FROM information_schema.role_table_grants
       WHERE table_schema = '${schema}' AND grantee <> 'ana' ORDER BY 1, 2`,
    );
    expect(rights.map((row) => Object.values(row).join(' '))).toEqual(
      [
        `${schema}_member INSERT`,
        `${schema}_member SELECT`,
        `${schema}_owner INSERT`,
        `${schema}_owner SELECT`,
      ].toSorted(),
    );
  });

  test('that a member uses can neither be changed nor emptied by them', async () => {
    const { schema, openAs } = await makeStore();
    await server.run('team', `GRANT "${schema}_member" TO ben`);
    const remote = openAs('ben');
    afterTest(() => remote.close());
    expect(await remote.putIfAbsent('log/1', bytesOf('by ben'))).toBe('created');
    expect(textOf(await remote.get('log/1'))).toBe('by ben');
    const may = await server.run(
      'team',
      `SELECT has_table_privilege('ben', '${schema}.objects', 'UPDATE') AS update,
              has_table_privilege('ben', '${schema}.objects', 'DELETE') AS delete,
              has_table_privilege('ben', '${schema}.objects', 'TRUNCATE') AS truncate`,
    );
    expect(may).toEqual([{ update: false, delete: false, truncate: false }]);
  });

  test('made by who may not make roles says what an administrator must run, and that is enough', async () => {
    const schema = newSchema();
    await server.run('team', 'GRANT CREATE ON DATABASE team TO ben');
    afterTest(() => server.run('team', 'REVOKE CREATE ON DATABASE team FROM ben'));
    const report = await initRemote(urlOf('ben', schema), { password: PASSWORD });
    expect(report.forAdministrator).toHaveLength(6);
    await server.run('team', ...report.forAdministrator);
    expect((await initRemote(urlOf('ben', schema), { password: PASSWORD })).forAdministrator).toEqual([]);
  });

  test('made from the command line by who may not make roles ends with what is left to do', async () => {
    const schema = newSchema();
    await server.run('team', 'GRANT CREATE ON DATABASE team TO ben');
    afterTest(() => server.run('team', 'REVOKE CREATE ON DATABASE team FROM ben'));
    const program = fileURLToPath(new URL('../../../../main/cli/main.ts', import.meta.url));
    const init = (user: string) =>
      runProgram(process.execPath, [program, 'remote', 'init', urlOf(user, schema)], { env: { PGPASSWORD: PASSWORD } });
    const left = await init('ben');
    expect(left.code).toBe(1);
    expect(left.stdout).toContain(`made   the table ${schema}.objects\nCREATE ROLE "${schema}_member" NOLOGIN;\n`);
    expect(left.stderr).toContain('Ask an administrator to run:');
    await server.run('team', ...left.stdout.split('\n').filter((line) => line.endsWith(';')));
    expect(await init('ben')).toMatchObject({ code: 0, stdout: expect.not.stringContaining(';') as string });
  });

  test('made by who may make nothing says that too', async () => {
    const report = await initRemote(urlOf('eve', newSchema()), { password: PASSWORD });
    expect(report).toMatchObject({ steps: [], forAdministrator: ['GRANT CREATE ON DATABASE "team" TO "eve";'] });
  });

  test('made by five at once is made once', async () => {
    const schema = newSchema();
    const url = urlOf('ana', schema);
    const reports = await Promise.all(Array.from({ length: 5 }, () => initRemote(url, { password: PASSWORD })));
    expect(reports.flatMap(({ forAdministrator }) => forAdministrator)).toEqual([]);
    const remote = openRemote(url, { password: PASSWORD });
    afterTest(() => remote.close());
    expect(await remote.putIfAbsent('log/1', bytesOf('x'))).toBe('created');
  });

  test('whose connection is cut goes on with a new one', async () => {
    const { remote, proxy } = await behindProxy(await makeStore());
    await remote.putIfAbsent('log/1', bytesOf('x'));
    proxy.cutAll();
    expect(textOf(await remote.get('log/1').catch(() => remote.get('log/1')))).toBe('x');
  });

  test('whose connection an administrator ends while it writes has an unknown outcome', async () => {
    const { schema, openAs } = await makeStore();
    await server.run('team', `GRANT "${schema}_member" TO ben`);
    const remote = openAs('ben');
    afterTest(() => remote.close());
    const blocked = await blockedPut(remote, schema);
    await server.run('team', `SELECT pg_terminate_backend(${blocked.pid})`);
    expect(await failureOf(blocked.put)).toBe('unknown-outcome');
    await blocked.release();
    expect(await remote.get('log/1')).toBeNull();
  });

  test('that its administrator gives too little time is busy', async () => {
    const { schema, openAs } = await makeStore();
    await server.run('team', `GRANT "${schema}_member" TO ben`, `ALTER ROLE ben SET statement_timeout = '200ms'`);
    afterTest(() => server.run('team', 'ALTER ROLE ben RESET statement_timeout'));
    const remote = openAs('ben');
    afterTest(() => remote.close());
    const blocked = await blockedPut(remote, schema);
    expect(await failureOf(blocked.put)).toBe('busy');
    await blocked.release();
    expect(await remote.get('log/1')).toBeNull();
  });

  test('that was undone for the sake of another transaction has an unknown outcome, and a second put stands', async () => {
    const { schema, openAs } = await makeStore();
    await server.run(
      'team',
      `GRANT "${schema}_member" TO ben`,
      `ALTER ROLE ben SET default_transaction_isolation = 'serializable'`,
    );
    afterTest(() => server.run('team', 'ALTER ROLE ben RESET default_transaction_isolation'));
    const remote = openAs('ben');
    afterTest(() => remote.close());
    const blocked = await blockedPut(remote, schema, `INSERT INTO ${schema}.objects VALUES ('log/1', 'by another')`);
    await blocked.release('COMMIT');
    expect(await failureOf(blocked.put)).toBe('unknown-outcome');
    expect(textOf(await remote.get('log/1'))).toBe('by another');
    expect(await remote.putIfAbsent('log/1', bytesOf('x'))).toBe('exists');
  });

  test('with no connection to spare is busy', async () => {
    const { schema, openAs } = await makeStore();
    await server.run('team', `GRANT "${schema}_member" TO ben`, 'ALTER ROLE ben CONNECTION LIMIT 0');
    afterTest(() => server.run('team', 'ALTER ROLE ben CONNECTION LIMIT -1'));
    const remote = openAs('ben');
    afterTest(() => remote.close());
    expect(await failureOf(remote.putIfAbsent('log/1', bytesOf('x')))).toBe('busy');
  });

  test('that only reads denies a put and names the cause', async () => {
    const { schema, openAs } = await makeStore();
    await server.run(
      'team',
      `GRANT "${schema}_member" TO ben`,
      'ALTER ROLE ben SET default_transaction_read_only = on',
    );
    afterTest(() => server.run('team', 'ALTER ROLE ben RESET default_transaction_read_only'));
    const remote = openAs('ben');
    afterTest(() => remote.close());
    const error = await errorOf(remote.putIfAbsent('log/1', bytesOf('x')));
    expect([error.code, error.sentence]).toEqual(['denied', expect.stringContaining('only reads')]);
  });

  test('whose table sorts by the rules of a language still lists by bytes', async () => {
    const schema = newSchema();
    await server.run(
      'team',
      `CREATE SCHEMA ${schema} AUTHORIZATION ana`,
      `CREATE TABLE ${schema}.objects (key text COLLATE "en-x-icu" PRIMARY KEY, value bytea NOT NULL)`,
      `ALTER TABLE ${schema}.objects OWNER TO ana`,
    );
    const remote = openRemote(urlOf('ana', schema), { password: PASSWORD });
    afterTest(() => remote.close());
    const keys = ['join/A', 'join/B', 'join/_', 'join/a', 'join/a-b', 'join/ab'];
    for (const key of keys.toReversed()) await remote.putIfAbsent(key, bytesOf(key));
    expect(await keysOf(remote, 'join/')).toEqual(keys);
  });

  test('asked for without a password, or a database that is not there, says which', async () => {
    const nothing = openRemote(urlOf('ana', 'galley'), {});
    const database = openRemote(`postgres://ana@127.0.0.1:${server.port}/nowhere`, { password: PASSWORD });
    afterTest(() => Promise.all([nothing.close(), database.close()]));
    expect((await errorOf(nothing.get('log/1'))).sentence).toContain('password');
    expect((await errorOf(database.get('log/1'))).sentence).toContain('no database nowhere');
  });

  test('is heard of by a watch', async () => {
    const store = await makeStore();
    const watcher = store.open();
    const writer = store.open();
    let heard = Promise.withResolvers<void>();
    afterTest(() => Promise.all([watcher.close(), writer.close()]));
    afterTest(watcher.watch!(() => heard.resolve()));
    await heard.promise; // it listens now
    for (const key of ['log/1', 'log/2']) {
      heard = Promise.withResolvers();
      await writer.putIfAbsent(key, bytesOf('x'));
      await heard.promise;
    }
  });

  test('without encryption is refused with what to do, and one with it only for the name its certificate is for', async () => {
    const { schema } = await makeStore();
    const file = join(mkdtempSync(join(tmpdir(), 'galley-certificate-')), 'server.crt');
    writeFileSync(file, certificate);
    afterTest(() => rmSync(dirname(file), { recursive: true }));
    const over = (host: string, tls: string) => {
      const remote = openRemote(`${urlOf('ana', schema).replace('127.0.0.1', host)}&${tls}`, { password: PASSWORD });
      afterTest(() => remote.close());
      return remote.get('log/1');
    };
    const plain = await errorOf(over('localhost', 'sslmode=verify-full'));
    expect([plain.code, plain.sentence]).toEqual(['not-capable', expect.stringContaining('sslmode=disable')]);

    await server.withTls(certificate, privateKey);
    expect(await over('localhost', `sslmode=verify-full&sslrootcert=${encodeURIComponent(file)}`)).toBeNull();
    expect(await over('127.0.0.1', `sslmode=verify-ca&sslrootcert=${encodeURIComponent(file)}`)).toBeNull();
    expect(await over('127.0.0.1', 'sslmode=require')).toBeNull();
    const unknown = await errorOf(over('localhost', 'sslmode=verify-full'));
    expect([unknown.code, unknown.sentence]).toEqual(['not-capable', expect.stringContaining('sslrootcert')]);
    const other = await errorOf(over('127.0.0.1', `sslmode=verify-full&sslrootcert=${encodeURIComponent(file)}`));
    expect([other.code, other.sentence]).toEqual(['not-capable', expect.stringContaining('cannot be trusted')]);
  });

  test('is proved by a race, even where few connections are to spare', async () => {
    const { schema } = await makeStore();
    await server.run('team', `GRANT "${schema}_member" TO ben`, 'ALTER ROLE ben CONNECTION LIMIT 3');
    afterTest(() => server.run('team', 'ALTER ROLE ben CONNECTION LIMIT -1'));
    for (const user of ['ana', 'ben'])
      expect(await probeRemote(urlOf(user, schema), { password: PASSWORD })).toMatchObject({
        kind: 'postgres',
        name: `team.${schema} at 127.0.0.1`,
        server: expect.stringMatching(/^PostgreSQL 18/) as string,
        log: null,
      });
  });

  test('keeps no process alive once it is idle', async () => {
    const { schema } = await makeStore();
    const module = fileURLToPath(new URL('../../../../main/sync/remotes/remotes.ts', import.meta.url));
    const program = `import { openRemote } from ${JSON.stringify(module)};
      const remote = openRemote(${JSON.stringify(urlOf('ana', schema))});
      remote.watch(() => {});
      console.log(await remote.putIfAbsent('log/1', new Uint8Array(3)));`;
    const run = await runProgram(process.execPath, ['--input-type=module', '--eval', program], {
      env: { PGPASSWORD: PASSWORD },
    });
    expect(run).toMatchObject({ code: 0, stdout: 'created\n' });
  });
});

describe('the URL of a PostgreSQL remote', () => {
  test('never shows the password it was pasted with, which opens it all the same', async () => {
    const { schema } = await makeStore();
    const remote = openRemote(urlOf('ana', schema).replace('ana@', `ana:${encodeURIComponent(PASSWORD)}@`));
    afterTest(() => remote.close());
    expect(remote.url).not.toContain('secret');
    expect(await remote.putIfAbsent('log/1', bytesOf('x'))).toBe('created');
  });

  test('that names certificates which are not on this device can be read, and says so when it is used', async () => {
    const url = `${urlOf('ana', 'galley')}&sslmode=verify-full&sslrootcert=/not/there.pem`;
    expect(describeRemote(url)).toEqual({ url, kind: 'postgres', name: 'team at 127.0.0.1' });
    const remote = openRemote(url, { password: PASSWORD });
    afterTest(() => remote.close());
    for (const work of [() => remote.get('log/1'), () => remote.putIfAbsent('log/1', bytesOf('x'))]) {
      const error = await errorOf(work());
      expect([error.code, error.sentence]).toEqual(['bad-url', expect.stringContaining('/not/there.pem')]);
    }
  });

  test('that says what Galley does not know is refused', async () => {
    for (const [url, part] of [
      ['postgres://ana@db/team?sslmode=prefer', 'verify-full'],
      ['postgres://ana@db/team?password=x', '“password”'],
      ['postgres://ana@db/team?schema=a"b', 'small letters'],
      ['postgres://ana@db/team?schema=pg_catalog', 'small letters'],
      ['postgres://db/team', 'no user'],
      ['mysql://ana@db/team', 'postgres://'],
      ['team', 'file:///'],
    ] as const) {
      const error = await errorOf((async () => openRemote(url))());
      expect([error.code, error.sentence]).toEqual(['bad-url', expect.stringContaining(part)]);
    }
  });
});
