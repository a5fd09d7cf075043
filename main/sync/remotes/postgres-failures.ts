import type { PostgresPlace } from './postgres-url.ts';
import { RemoteError, type RemoteFailure } from './remote.ts';

/** How far a call had come: `connect` before anything was asked, then reading, or writing. */
export type Stage = 'connect' | 'read' | 'put';

/** What an error of the driver or the server means for a remote. SQLSTATEs decide, never messages: servers speak many languages. */
export function postgresError(error: unknown, place: PostgresPlace, stage: Stage): RemoteError {
  if (error instanceof RemoteError) return error;
  const at = `${place.database} at ${place.host}`;
  const [failure, sentence] = ofState(stateOf(error), place, at, stage) ?? ofConnection(error, at, stage);
  return new RemoteError(failure, sentence, { cause: error });
}

/** The SQLSTATE of a server's answer, or null where the server did not get to answer. */
export function stateOf(error: unknown): string | null {
  // Node's own codes (EPIPE) look alike, but a server's answer has a severity.
  const isAnswer = error instanceof Error && 'code' in error && 'severity' in error;
  return isAnswer ? String(error.code) : null;
}

/** Whether a server took `COLLATE "C"` for something it does not know: CockroachDB has collations of another kind. */
export function isUnknownCollation(error: unknown): boolean {
  const state = stateOf(error instanceof RemoteError ? error.cause : error);
  return state !== null && ['42704', '42601', '42804', '42883', '22023', '0A000', 'XX000', '42P22'].includes(state);
}

type Meaning = [RemoteFailure, string];

function ofState(state: string | null, place: PostgresPlace, at: string, stage: Stage): Meaning | null {
  if (state === null) return null;
  const { user, schema, database, host } = place;
  const words: Record<string, Meaning> = {
    '28P01': ['bad-credentials', `${host} does not know this password of ${user}. Enter it again.`],
    '28000': [
      'bad-credentials',
      `${host} does not let ${user} in from this device (28000). Ask its administrator for an entry in pg_hba.conf, or check sslmode.`,
    ],
    '3D000': ['missing', `There is no database ${database} at ${host}. Check the URL, or have it made.`],
    '3F000': missingTable(at, schema),
    '42P01': missingTable(at, schema),
    '42501': [
      'denied',
      `${user} may not ${stage === 'put' ? 'write to' : 'read'} the schema ${schema} of ${at}. Ask an administrator for: GRANT ${schema}_member TO "${user}".`,
    ],
    '25006': [
      'denied',
      `${at} only reads now: it is a copy or was made read-only. Use the address of the main server.`,
    ],
    '53100': ['full', `The disk of ${at} is full. Nothing was kept; its administrator must make room.`],
    '53300': ['busy', `${host} has no connection to spare. Try again in a moment.`],
    '57014': ['busy', `${at} took longer than its administrator allows, and stopped. Try again in a moment.`],
    '57P03': ['unreachable', `${host} is just starting or stopping. Try again in a moment.`],
    '54000': ['not-capable', `${at} takes no values of this size.`],
  };
  if (words[state]) return words[state];
  // Undone for another's sake, ended by the administrator, lost contact, broken inside: a put may have been kept before it.
  if (/^(40|57P|08|58|XX)/.test(state))
    return stage === 'put'
      ? ['unknown-outcome', `${at} gave up while keeping what was written (${state}).`]
      : ['unreachable', `${at} gave up (${state}). Try again in a moment.`];
  if (/^(53|55)/.test(state)) return ['busy', `${at} is busy (${state}). Try again in a moment.`];
  return [
    'not-capable',
    `${at} cannot do what Galley asks of it (${state}). Check that the table ${schema}.objects was made by Galley.`,
  ];
}

function missingTable(at: string, schema: string): Meaning {
  return [
    'missing',
    `There is no table ${schema}.objects in ${at}. Make it with “galley remote init”, or check the schema in the URL.`,
  ];
}

function ofConnection(error: unknown, at: string, stage: Stage): Meaning {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (message.startsWith('SASL'))
    return ['bad-credentials', `${at} asks for a password, and this one is missing or wrong. Enter it again.`];
  if (message === 'The server does not support SSL connections')
    return [
      'not-capable',
      `${at} answers without encryption. Turn TLS on there, or say sslmode=disable where the way to it is trusted.`,
    ];
  if (CERTIFICATE.test(code) || CERTIFICATE.test(message))
    return [
      'not-capable',
      `The certificate of ${at} cannot be trusted (${code || message}). Name its authority with sslrootcert=FILE, or check that this is the server you mean.`,
    ];
  if (stage === 'put') return ['unknown-outcome', `The connection to ${at} was lost while something was written.`];
  return ['unreachable', `${at} cannot be reached${code === '' ? '' : ` (${code})`}. Check the network and the URL.`];
}

const CERTIFICATE = /CERT|UNABLE_TO_(VERIFY|GET_ISSUER)|ERR_(TLS|SSL)_|EPROTO|HOSTNAME_MISMATCH/;
