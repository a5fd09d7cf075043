import Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdDecompress } from 'node:zlib';
import { canonicalJson } from '../../shared/canonical-json.ts';
import { Refused } from '../../shared/reply.ts';
import { CheckpointHeader } from '../../shared/segment/checkpoint-header.ts';
import { SegmentHeader, type Head } from '../../shared/segment/segment-header.ts';
import { APPLICATION_ID, migrations } from '../registry/migrations.ts';
import { Registry } from '../registry/registry.ts';
import { sha256 } from '../registry/sha256.ts';
import { checkpointFault } from './checkpoint-fault.ts';
import { hasOwnSchema } from './checkpoint-tables.ts';
import { openEnvelope } from './envelope.ts';
import { verifyText } from './keys/ed25519.ts';

const MAX_SIZE = 16 * 1_073_741_824; // bytes on disk

/** A checkpoint in a file of its own, at this Galley's schema; `remove` when it is done with. */
export type OpenedCheckpoint = { header: CheckpointHeader; file: string; remove(): void };

export type ExpectedCheckpoint = {
  number: number;
  chain: string;
  /** A head that the log must have, as an invitation names one. */
  head: Head | null;
};

/**
 * Unpacks a checkpoint and checks what can be checked at once: the signature, the file, its tables, and that the headers in
 * it are the chain of this log. Whether they hold what was signed, and fold to this state, is for the audit. Throws
 * `Refused` with a `CheckpointFault`.
 */
export async function openCheckpoint(bytes: Uint8Array, expected: ExpectedCheckpoint): Promise<OpenedCheckpoint> {
  const { number } = expected;
  const envelope = openEnvelope(bytes);
  if ('fault' in envelope)
    throw checkpointFault(
      ({ newer: 'update-galley', foreign: 'not-a-checkpoint', 'cut-off': 'damaged' } as const)[envelope.fault],
      number,
    );
  const header = readHeader(envelope.headerText, envelope.signature, expected);
  if (!envelope.isWhole) throw checkpointFault('damaged', number);
  const folder = mkdtempSync(join(tmpdir(), 'galley-checkpoint-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const file = join(folder, 'checkpoint.galley');
    await unpackTo(file, envelope.packed, header);
    checkFile(file, header, expected);
    // Checks every page, and takes the migrations that came since.
    new Registry(file, { check: 'now' }).close();
    return { header, file, remove };
  } catch (error) {
    remove();
    const isItsFault =
      error instanceof Database.SqliteError || (error instanceof Refused && error.refusal.code === 'damaged');
    throw isItsFault ? checkpointFault('damaged', number) : error;
  }
}

function readHeader(text: string, signature: Uint8Array, { number, chain }: ExpectedCheckpoint): CheckpointHeader {
  const value = parsed(text);
  const { format, features, schema } = (value ?? {}) as { format?: unknown; features?: unknown; schema?: unknown };
  const isNewer = (typeof format === 'number' && format > 1) || (Array.isArray(features) && features.length > 0);
  if (isNewer || (typeof schema === 'number' && schema > migrations.length))
    throw checkpointFault('update-galley', number);
  const read = CheckpointHeader.safeParse(value);
  if (!read.success || canonicalJson(read.data) !== text || read.data.number !== number)
    throw checkpointFault('not-a-checkpoint', number);
  if (!verifyText(read.data.key, text, Buffer.from(signature).toString('base64url')))
    throw checkpointFault('bad-signature', number);
  if (read.data.chain !== chain) throw checkpointFault('wrong-workspace', number);
  return read.data;
}

/** Never writes more than the header says. */
async function unpackTo(file: string, packed: Uint8Array, { number, size, payload }: CheckpointHeader): Promise<void> {
  if (size > MAX_SIZE) throw checkpointFault('damaged', number);
  const hash = createHash('sha256');
  let length = 0;
  const count = new Transform({
    transform(chunk: Buffer, _, done) {
      length += chunk.length;
      hash.update(chunk);
      if (length > size) done(checkpointFault('damaged', number));
      else done(null, chunk);
    },
  });
  try {
    await pipeline(Readable.from([packed]), createZstdDecompress(), count, createWriteStream(file, { mode: 0o600 }));
  } catch (error) {
    const isPacking = String((error as NodeJS.ErrnoException).code).startsWith('ZSTD_');
    throw isPacking ? checkpointFault('damaged', number) : error;
  }
  if (length !== size || hash.digest('hex') !== payload) throw checkpointFault('damaged', number);
}

function checkFile(file: string, header: CheckpointHeader, { head }: ExpectedCheckpoint): void {
  const { number } = header;
  const db = new Database(file, { readonly: true });
  try {
    db.pragma('trusted_schema = OFF');
    db.pragma('cell_size_check = ON');
    const isGalleys = db.pragma('application_id', { simple: true }) === APPLICATION_ID;
    const version = db.pragma('user_version', { simple: true });
    if (!isGalleys || version !== header.schema || !hasOwnSchema(db, header.schema))
      throw checkpointFault('foreign-tables', number);
    if (!isChain(db, header, head)) throw checkpointFault('wrong-chain', number);
  } finally {
    db.close();
  }
}

/** Whether the headers follow each other from the first of this log to the one the checkpoint stands at, each signed by the
 *  device it names, and have the head that must be among them. */
function isChain(db: Database.Database, header: CheckpointHeader, mustHave: Head | null): boolean {
  const rows = db
    .prepare<[], { number: number; header: string; signature: Buffer }>(
      'SELECT number, header, signature FROM segments ORDER BY number',
    )
    .iterate();
  let previous: string | null = null;
  let count = 0;
  for (const row of rows) {
    count += 1;
    const read = SegmentHeader.safeParse(parsed(row.header));
    if (!read.success || canonicalJson(read.data) !== row.header) return false;
    const { number, workspace, key } = read.data;
    if (row.number !== count || number !== count || read.data.previous !== previous) return false;
    if (workspace !== (count === 1 ? null : header.chain)) return false;
    if (!verifyText(key, row.header, row.signature.toString('base64url'))) return false;
    previous = sha256(row.header);
    if (count === 1 && previous !== header.chain) return false;
    if (mustHave?.number === count && mustHave.hash !== previous) return false;
  }
  return count === header.number && previous === header.hash;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
