import type { QueryResult } from 'pg';
import type { InitReport } from './adapter.ts';
import type { PostgresConnections } from './postgres-connections.ts';
import { stateOf } from './postgres-failures.ts';
import type { PostgresPlace } from './postgres-url.ts';
import { RemoteError } from './remote.ts';

/** Makes the schema, the table, and two roles that may insert and select and nothing else. Each step looks first, so that it can be run
 *  again by anybody; what this user may not do is left for an administrator, in words to paste. */
export async function initPostgres(
  connections: PostgresConnections,
  { schema, user, database }: PostgresPlace,
  signal?: AbortSignal,
): Promise<InitReport> {
  const report: InitReport = { steps: [], forAdministrator: [], next: [] };
  const table = `"${schema}".objects`;
  const run = (text: string, values: string[] = []) => connections.query({ text, values }, 'read', signal);
  const asks = async (question: string, ...values: string[]) => (await run(question, values)).rows.length > 0;

  /** Whether it is there in the end. `forAdministrator` is what to ask for where this user may not make it. */
  const step = async (what: string, isThere: () => Promise<boolean>, make: () => Promise<unknown>, ask: string[]) => {
    if (await isThere()) {
      report.steps.push({ done: false, what });
      return true;
    }
    await make().catch((error: unknown) => {
      if (!isDenied(error) && !isMadeMeanwhile(error)) throw error;
    });
    const isMade = await isThere();
    if (isMade) report.steps.push({ done: true, what });
    else report.forAdministrator.push(...ask);
    return isMade;
  };
  const stepBy = (what: string, isThere: () => Promise<boolean>, statement: string, mayTry = true) =>
    step(what, isThere, async () => mayTry && run(statement), [`${statement};`]);

  const hasSchema = await step(
    `the schema ${schema}`,
    () => asks('SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = $1', schema),
    () => run(`CREATE SCHEMA IF NOT EXISTS "${schema}"`),
    [`GRANT CREATE ON DATABASE "${database}" TO "${user}";`],
  );
  const hasTable =
    hasSchema &&
    (await step(
      `the table ${schema}.objects`,
      () => asks(`SELECT 1 FROM pg_catalog.pg_tables WHERE schemaname = $1 AND tablename = 'objects'`, schema),
      () => makeTable(run, table),
      [`GRANT USAGE, CREATE ON SCHEMA "${schema}" TO "${user}";`],
    ));
  if (!hasTable) return { ...report, next: ['Then run this again.'] };

  for (const role of [`${schema}_member`, `${schema}_owner`]) {
    const isRole = () => asks('SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = $1', role);
    const roleMay = (question: string) => async () => (await isRole()) && asks(`SELECT 1 WHERE ${question}`, role);
    const hasRole = await stepBy(`the role ${role}`, isRole, `CREATE ROLE "${role}" NOLOGIN`);
    await stepBy(
      `${role} may use the schema`,
      roleMay(`has_schema_privilege($1, '${schema}', 'USAGE')`),
      `GRANT USAGE ON SCHEMA "${schema}" TO "${role}"`,
      hasRole,
    );
    // No UPDATE and no DELETE: what is in the log stays.
    await stepBy(
      `${role} may insert and select`,
      roleMay(`has_table_privilege($1, '${table}', 'INSERT') AND has_table_privilege($1, '${table}', 'SELECT')`),
      `GRANT INSERT, SELECT ON ${table} TO "${role}"`,
      hasRole,
    );
  }
  report.next.push(`Give each person a login of their own, and the role: GRANT "${schema}_member" TO "their_login";`);
  return report;
}

/** The table as each engine keeps keys in the order of their bytes. */
async function makeTable(run: (text: string) => Promise<QueryResult>, table: string): Promise<void> {
  const { version } = (await run('SELECT version() AS version')).rows[0] as { version: string };
  const [type, ending] = version.startsWith('CockroachDB')
    ? ['text PRIMARY KEY', ''] // bytes are its only order, and COLLATE makes another type of it
    : version.includes('-YB-')
      ? ['text COLLATE "C"', ', PRIMARY KEY (key ASC)'] // by itself YugabyteDB would spread the keys by a hash
      : ['text COLLATE "C" PRIMARY KEY', ''];
  await run(`CREATE TABLE IF NOT EXISTS ${table} (key ${type}, value bytea NOT NULL${ending})`);
}

function isDenied(error: unknown): boolean {
  return error instanceof RemoteError && error.code === 'denied';
}

/** Two who run this at once: schema, table, role or a row of the catalogue is there already, or was changed at the same moment. */
function isMadeMeanwhile(error: unknown): boolean {
  const state = stateOf(error instanceof RemoteError ? error.cause : error);
  return (
    state !== null &&
    (['23505', '42P06', '42P07', '42710'].includes(state) || state.startsWith('40') || state === 'XX000')
  );
}
