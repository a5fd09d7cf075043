import { readFile } from 'node:fs/promises';
import { Socket } from 'node:net';
import type { Client, ClientConfig, Pool, PoolClient, QueryConfig, QueryResult } from 'pg';
import { postgresError, stateOf, type Stage } from './postgres-failures.ts';
import type { PostgresPlace } from './postgres-url.ts';
import { RemoteError } from './remote.ts';
import { abortedAs, checkAborted } from './until-aborted.ts';

const CONNECT_MILLISECONDS = 15_000;
const ANSWER_MILLISECONDS = 60_000;
/** The slowest line that is waited for. */
const BYTES_PER_MILLISECOND = 20;
const IDLE_MILLISECONDS = 5_000;
const GOODBYE_MILLISECONDS = 300;

/** A few connections, made when asked for and closed when idle: none keeps the process alive. */
export class PostgresConnections {
  private readonly place: PostgresPlace;
  private readonly password: string;
  private pool: Promise<Pool> | null = null;
  private readonly sockets = new Set<Socket>();
  private readonly closing = new AbortController();

  constructor(place: PostgresPlace, password: string) {
    this.place = place;
    this.password = password;
  }

  /** Runs one statement, and ends the connection it ran on where no answer came: nothing waits on it any more then. */
  async query(statement: QueryConfig, stage: Stage, signal?: AbortSignal): Promise<QueryResult> {
    checkAborted(signal);
    const limit = AbortSignal.timeout(ANSWER_MILLISECONDS + Math.ceil(sizeOf(statement) / BYTES_PER_MILLISECOND));
    const stop = AbortSignal.any([limit, this.closing.signal, ...(signal === undefined ? [] : [signal])]);
    const client = await this.connect(stop);
    return answerOf(client, statement, stop, stage, this.place);
  }

  /** A connection of its own, for listening. */
  async single(): Promise<Client> {
    const { default: pg } = await import('pg');
    return new pg.Client({ ...(await this.config()), keepAlive: true });
  }

  async close(): Promise<void> {
    this.closing.abort();
    const pool = await this.pool;
    this.pool = null;
    // A server that does not answer cannot hold up who leaves.
    const cut = setTimeout(() => this.sockets.forEach((socket) => socket.destroy()), GOODBYE_MILLISECONDS);
    await pool?.end();
    clearTimeout(cut);
  }

  private async connect(stop: AbortSignal): Promise<PoolClient> {
    this.pool ??= this.open().catch((error: unknown) => {
      this.pool = null;
      throw error;
    });
    const connecting = (await this.pool).connect();
    const stopped = Promise.withResolvers<never>();
    const abort = () => stopped.reject(abortedAs(stop, 'read'));
    stop.addEventListener('abort', abort);
    try {
      return await Promise.race([connecting, stopped.promise]);
    } catch (error) {
      connecting.then(
        (late) => late.release(true),
        () => undefined, // it failed, and that was told or is nobody's any more
      );
      throw postgresError(error, this.place, 'connect');
    } finally {
      stop.removeEventListener('abort', abort);
    }
  }

  private async open(): Promise<Pool> {
    const { default: pg } = await import('pg');
    const pool = new pg.Pool({
      ...(await this.config()),
      max: 4,
      idleTimeoutMillis: IDLE_MILLISECONDS,
      allowExitOnIdle: true,
    });
    pool.on('error', () => undefined); // an idle connection was lost: the pool has dropped it, and the next call makes another
    return pool;
  }

  private async config(): Promise<ClientConfig> {
    const { user, host, port, database } = this.place;
    return {
      user,
      host,
      port,
      database,
      password: this.password,
      ssl: await tlsOf(this.place),
      // Nothing else: PgBouncer refuses parameters at the start that it does not know.
      application_name: 'galley',
      connectionTimeoutMillis: CONNECT_MILLISECONDS,
      stream: () => this.socket(),
    };
  }

  private socket(): Socket {
    const socket = new Socket();
    this.sockets.add(socket);
    return socket.once('close', () => this.sockets.delete(socket));
  }
}

async function answerOf(
  client: PoolClient,
  statement: QueryConfig,
  stop: AbortSignal,
  stage: Stage,
  place: PostgresPlace,
): Promise<QueryResult> {
  const stopped = Promise.withResolvers<never>();
  const abort = () => stopped.reject(abortedAs(stop, stage === 'put' ? 'put' : 'read'));
  if (stop.aborted) {
    client.release();
    throw abortedAs(stop, 'read');
  }
  stop.addEventListener('abort', abort);
  // Without a listener the loss of a connection in use would end the process.
  const lost = (error: Error) => stopped.reject(postgresError(error, place, stage));
  client.on('error', lost);
  let isSound = false;
  try {
    const answer = client.query(statement).catch((error: unknown) => {
      isSound = stateOf(error) !== null && !/^(57P|08|XX)/.test(stateOf(error)!);
      throw postgresError(error, place, stage);
    });
    const result = await Promise.race([answer, stopped.promise]);
    isSound = true;
    return result;
  } finally {
    stop.removeEventListener('abort', abort);
    client.off('error', lost);
    client.release(!isSound);
  }
}

async function tlsOf({ sslmode, certificates }: PostgresPlace): Promise<ClientConfig['ssl']> {
  if (sslmode === 'disable') return false;
  const ca = certificates === null ? {} : { ca: await readCertificates(certificates) };
  if (sslmode === 'require') return { ...ca, rejectUnauthorized: false };
  if (sslmode === 'verify-ca') return { ...ca, rejectUnauthorized: true, checkServerIdentity: () => undefined };
  return { ...ca, rejectUnauthorized: true };
}

function readCertificates(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    throw new RemoteError('bad-url', `The certificates of sslrootcert cannot be read from ${path}.`, { cause: error });
  });
}

function sizeOf({ values }: QueryConfig): number {
  return (values ?? []).reduce((sum: number, value) => sum + (value instanceof Uint8Array ? value.length : 0), 0);
}
