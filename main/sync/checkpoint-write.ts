import Database from 'better-sqlite3';
import { hash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { zstdCompress } from 'node:zlib';
import { canonicalJson } from '../../shared/canonical-json.ts';
import type { CheckpointHeader } from '../../shared/segment/checkpoint-header.ts';
import { checkpointKey } from '../../shared/segment/object-keys.ts';
import type { Head } from '../../shared/segment/segment-header.ts';
import { SEGMENT_FORMAT } from '../../shared/segment/segment-header.ts';
import { migrations } from '../registry/migrations.ts';
import { PendingAside } from '../registry/pending-aside.ts';
import { PENDING_FROM } from '../registry/pending-from.ts';
import { Registry } from '../registry/registry.ts';
import { stateHash } from '../registry/verify.ts';
import { LOCAL_TABLES } from './checkpoint-tables.ts';
import { sealEnvelope } from './envelope.ts';
import type { Signer } from './sync-types.ts';

export type WrittenCheckpoint = { key: string; bytes: Uint8Array; header: CheckpointHeader };

/**
 * A copy of the workspace as it is after the last segment it has taken in, without anything that is this device's own or has no
 * place in the log yet. Null where there is no segment, or the log holds changes that no segment covers.
 */
export async function writeCheckpoint(
  registry: Registry,
  signer: Signer,
  at: number,
): Promise<WrittenCheckpoint | null> {
  const folder = mkdtempSync(join(tmpdir(), 'galley-checkpoint-'));
  try {
    const file = join(folder, 'copy.galley');
    registry.db.prepare('VACUUM INTO ?').run(file);
    const stand = clean(file);
    if (!stand) return null;
    compact(file);
    const payload = readFileSync(file);
    const header: CheckpointHeader = {
      format: SEGMENT_FORMAT,
      features: [],
      checkpoint: true,
      chain: stand.chain,
      ...stand.head,
      stateHash: stand.stateHash,
      schema: migrations.length,
      size: payload.length,
      payload: hash('sha256', payload),
      device: signer.deviceId,
      key: signer.key,
      at,
    };
    const headerText = canonicalJson(header);
    const packed = await promisify(zstdCompress)(payload);
    const bytes = sealEnvelope(headerText, Buffer.from(signer.sign(headerText), 'base64url'), packed);
    return { key: checkpointKey(header.number), bytes, header };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Takes out of a copy what others must not see, and tells where it then stands. */
function clean(file: string): { chain: string; head: Head; stateHash: string } | null {
  const copy = new Registry(file, { check: 'done' });
  try {
    const { notes, log, statements } = copy;
    const [chain, head] = [notes.hashAt(1), notes.head()];
    if (chain === null || head === null || log.nextPlace() !== notes.covered() + 1) return null;
    copy.transaction(() => {
      new PendingAside(copy).take();
      statements.run(`DELETE FROM changes WHERE seq >= ${PENDING_FROM}`);
      copy.heads.settle();
      for (const table of LOCAL_TABLES) statements.run(`DELETE FROM ${table}`);
      // The index keeps words of what was taken out until its pieces are merged.
      statements.run(`INSERT INTO heads_fts (heads_fts) VALUES ('optimize')`);
    });
    return { chain, head, stateHash: stateHash(copy.state.lines()) };
  } finally {
    copy.close();
  }
}

/** Drops pages that hold what was deleted. */
function compact(file: string): void {
  const db = new Database(file);
  try {
    db.pragma('journal_mode = DELETE');
    db.exec('VACUUM');
  } finally {
    db.close();
  }
}
