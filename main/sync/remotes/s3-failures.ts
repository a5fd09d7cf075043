import { RemoteError, type RemoteFailure } from './remote.ts';
import type { S3Place } from './s3-place.ts';
import { readXml, textIn } from './xml.ts';

export type S3Stage = 'read' | 'put';

/** A refusal as S3 writes it. */
export type S3Refusal = { status: number; code: string; message: string; headers: Headers };

type Meaning = [RemoteFailure, string];

/** Reads an answer that is no success. `code` is empty where it was not S3 that spoke, but something on the way. */
export function s3Refusal(status: number, headers: Headers, body: string): S3Refusal {
  const document = readXml(body);
  const error = document?.name === 'Error' ? document : null;
  return {
    status,
    code: error === null ? '' : (textIn(error, 'Code') ?? ''),
    message: error === null ? '' : (textIn(error, 'Message') ?? ''),
    headers,
  };
}

/** What such an answer means for a remote. The codes are those of AWS, Ceph, MinIO, R2 and their like. */
export function refusalError(refusal: S3Refusal, place: S3Place, stage: S3Stage): RemoteError {
  const at = `the bucket ${place.bucket} at ${place.host}`;
  const [failure, sentence] = ofCode(refusal, place, at) ?? ofStatus(refusal, at, stage);
  return new RemoteError(failure, sentence, { cause: refusal });
}

/** What it means that no answer came. */
export function fetchError(error: unknown, place: S3Place, stage: S3Stage): RemoteError {
  if (error instanceof RemoteError) return error;
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const say = (failure: RemoteFailure, sentence: string) => new RemoteError(failure, sentence, { cause: error });
  if (/CERT|UNABLE_TO_(VERIFY|GET_ISSUER)|ERR_(TLS|SSL)_|EPROTO/.test(code))
    return say(
      'not-capable',
      `The certificate of ${place.host} cannot be trusted (${code}). Check that this is the server you mean, or name its authority in NODE_EXTRA_CA_CERTS.`,
    );
  if (cause instanceof Error && cause.message === 'bad port')
    return say('bad-url', `The port of ${place.host} is one that is never used for files. Check the endpoint.`);
  if (stage === 'put' && !NEVER_SENT.has(code))
    return say('unknown-outcome', `The connection to ${place.host} was lost while something was written.`);
  return say(
    'unreachable',
    `${place.host} cannot be reached${code === '' ? '' : ` (${code})`}. Check the network and the URL.`,
  );
}

// Failures before a byte of the call was on its way.
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
]);

function ofCode({ code, headers, message }: S3Refusal, place: S3Place, at: string): Meaning | null {
  const again = 'Enter the access key and its secret again.';
  const full: Meaning = [
    'full',
    `There is no room left in ${at} (${code}). Nothing was kept; whoever manages it must make room.`,
  ];
  const expired: Meaning = ['bad-credentials', `The session token for ${at} has expired. Get a new one and enter it.`];
  const busy: Meaning = ['busy', `${capital(at)} asks for patience (${code}). Try again in a moment.`];
  const region = headers.get('x-amz-bucket-region') ?? /expecting '([a-z0-9-]+)'/.exec(message)?.[1];
  const elsewhere: Meaning = [
    'bad-url',
    region
      ? `${capital(at)} is in the region ${region}. Say region=${region} in the URL.`
      : `${capital(at)} answers at another address or region. Check endpoint and region in the URL.`,
  ];
  const words: Record<string, Meaning> = {
    InvalidAccessKeyId: ['bad-credentials', `${place.host} does not know this access key. ${again}`],
    SignatureDoesNotMatch: ['bad-credentials', `The secret does not fit the access key at ${place.host}. ${again}`],
    InvalidToken: ['bad-credentials', `${place.host} does not know this session token. Get a new one and enter it.`],
    ExpiredToken: expired,
    TokenRefreshRequired: expired,
    RequestTimeTooSkewed: ['bad-credentials', skewed(headers, place.host)],
    RequestExpired: ['bad-credentials', skewed(headers, place.host)],
    AccessDenied: denied(at),
    AllAccessDisabled: denied(at),
    AccountProblem: denied(at),
    NoSuchBucket: [
      'missing',
      `There is no bucket ${place.bucket} at ${place.host}. Make it with “galley remote init”, or check the URL.`,
    ],
    QuotaExceeded: full,
    XMinioStorageFull: full,
    XMinioAdminBucketQuotaExceeded: full,
    InsufficientStorage: full,
    SlowDown: busy,
    ServiceUnavailable: busy,
    TooManyRequests: busy,
    ConditionalRequestConflict: busy,
    OperationAborted: busy,
    EntityTooLarge: ['not-capable', `${capital(at)} takes no objects of this size.`],
    InvalidBucketName: ['bad-url', `${place.host} takes no bucket named ${place.bucket}.`],
    PermanentRedirect: elsewhere,
    TemporaryRedirect: elsewhere,
    Redirect: elsewhere,
    AuthorizationHeaderMalformed: elsewhere,
    IllegalLocationConstraintException: elsewhere,
    NotImplemented: cannotRace(at),
  };
  return Object.hasOwn(words, code) ? words[code]! : null;
}

function ofStatus({ status, code, message }: S3Refusal, at: string, stage: S3Stage): Meaning {
  const said = code === '' ? String(status) : `${status} ${code}`;
  if (status === 501 || (status === 400 && /if-none-match/i.test(message))) return cannotRace(at);
  if (status === 507)
    return ['full', `There is no room left in ${at}. Nothing was kept; whoever manages it must make room.`];
  if (status === 401 || status === 403) return denied(at);
  if (status === 429) return ['busy', `${capital(at)} asks for patience. Try again in a moment.`];
  if (status >= 300 && status < 400)
    return [
      'bad-url',
      `${capital(at)} sends to another address (${status}), which is not followed with your keys. Check endpoint and region.`,
    ];
  // A server that fails, or a gateway before it, may have kept what it was given.
  if (status >= 500 || status === 408 || code === 'RequestTimeout')
    return stage === 'put'
      ? ['unknown-outcome', `${capital(at)} failed (${said}) while keeping what was written.`]
      : ['unreachable', `${capital(at)} failed (${said}). Try again in a moment.`];
  if (/Sha256|BadDigest|IncompleteBody/i.test(code))
    return ['unreachable', `What was sent to ${at} arrived damaged (${said}). Try again in a moment.`];
  return ['not-capable', `${capital(at)} does not answer as S3 does (${said}). Check the endpoint.`];
}

function cannotRace(at: string): Meaning {
  return [
    'not-capable',
    `${capital(at)} does not know “If-None-Match”, so two writers at once could overwrite each other. Use a store that does: AWS, R2, Ceph and MinIO in their present versions.`,
  ];
}

function denied(at: string): Meaning {
  return [
    'denied',
    `These keys may not do that in ${at}. They need s3:GetObject, s3:PutObject and s3:ListBucket, and nothing else.`,
  ];
}

function skewed(headers: Headers, host: string): string {
  const theirs = Date.parse(headers.get('date') ?? '');
  const minutes = Math.round((Date.now() - theirs) / 60_000);
  const by =
    Number.isNaN(minutes) || minutes === 0
      ? ''
      : ` ${Math.abs(minutes)} minutes ${minutes > 0 ? 'ahead of' : 'behind'} it`;
  return `${host} does not take calls from a clock that is wrong: this device's is${by === '' ? ' off' : by}. Set the date and time of this device.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
