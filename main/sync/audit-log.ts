import { Refused } from '../../shared/reply.ts';
import type { Registry } from '../registry/registry.ts';
import { segmentParts } from '../registry/segment-rows.ts';
import { committedTexts } from './segment-codec.ts';

export const AUDIT_LOG = 'Galley audit log';
export const AUDIT_FORMAT = 1;

/*
 * One JSON text a line. The first says what it is and how far it goes, the last that nothing was cut off. Between them, one for
 * every segment: its header as it was signed, the signature, the seed of the salts, and what each of its lines was committed to by
 * (see segment-lines.ts): the change whole, but a version's id in place of its content.
 */
export type AuditStart = {
  auditLog: typeof AUDIT_LOG;
  format: number;
  chain: string;
  head: { number: number; hash: string };
};
export type AuditSegment = { header: string; signature: string; seed: string; lines: string[] };
export type AuditEnd = { end: { number: number; hash: string } };

/**
 * The signed log as a text that a third party can verify without the workspace, line by line, each with its line feed: who is a
 * member, who did what, who released what on whose approvals. What versions say stays here. Reads a segment at a time. Throws
 * `Refused('nothing-signed')` where there is no segment yet.
 */
export function* exportAuditLog(
  registry: Registry,
  onProgress: (done: number, total: number) => void = () => undefined,
): Iterable<string> {
  const { db, notes, statements, log } = registry;
  const [chain, head] = [notes.hashAt(1), notes.head()];
  if (chain === null || head === null)
    throw new Refused(
      'nothing-signed',
      'This workspace has no signed log yet: changes are signed once it is connected to a remote and they are in its log.',
    );
  yield printed({ auditLog: AUDIT_LOG, format: AUDIT_FORMAT, chain, head });
  for (let number = 1; number <= head.number; number += 1) {
    // What is read for one segment is of one moment: a content may be taken out meanwhile.
    const parts = db.transaction(() => segmentParts(statements, log, number)!)();
    const { headerText, signature, seed } = parts;
    yield printed({
      header: headerText,
      signature: Buffer.from(signature).toString('base64url'),
      seed: Buffer.from(seed).toString('hex'),
      lines: committedTexts(parts),
    });
    onProgress(number, head.number);
  }
  yield printed({ end: head });
}

function printed(line: AuditStart | AuditSegment | AuditEnd): string {
  return `${JSON.stringify(line)}\n`;
}
