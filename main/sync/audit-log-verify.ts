import { createReadStream } from 'node:fs';
import { z } from 'zod';
import { applyChange } from '../../shared/fold/apply-change.ts';
import { MemoryState } from '../../shared/fold/memory-state.ts';
import type { Change } from '../../shared/change.ts';
import { Refused } from '../../shared/reply.ts';
import { Hash, Head, type SegmentHeader } from '../../shared/segment/segment-header.ts';
import { foldContext } from '../registry/fold-context.ts';
import { sha256 } from '../registry/sha256.ts';
import { stateHash } from '../registry/verify.ts';
import { AUDIT_FORMAT, AUDIT_LOG } from './audit-log.ts';
import { AuditReportBuilder, type AuditReport } from './audit-log-report.ts';
import { checkPlace, readHeader } from './read-header.ts';
import { readCommitted } from './segment-codec.ts';

const Start = z.strictObject({ auditLog: z.literal(AUDIT_LOG), format: z.number().int(), chain: Hash, head: Head });
const Segment = z.strictObject({
  header: z.string(),
  signature: z.string().regex(/^[\w-]{85}[AQgw]$/),
  seed: Hash,
  lines: z.array(z.string()),
});
const End = z.strictObject({ end: Head });

/**
 * Checks an audit log from its first line to its last, by nothing but what is in it: every signature, every hash, and what the
 * changes fold to by the rules that every member's Galley goes by. Gives what a reader wants to know. Throws `Refused`
 * (`not-an-audit-log`, `audit-log-failed`) at the first line that does not hold. What it cannot tell is whether it is the team's log:
 * for that its head is compared with what a member's Galley shows.
 */
export async function verifyAuditLog(
  path: string,
  onProgress?: (done: number, total: number) => void,
): Promise<AuditReport> {
  const input = createReadStream(path, { encoding: 'utf8' });
  const fold = new AuditFold(onProgress);
  try {
    for await (const line of linesOf(input)) fold.take(line);
  } catch (error) {
    if (error instanceof Refused || !(error as NodeJS.ErrnoException).code) throw error;
    throw new Refused('not-an-audit-log', `${path} cannot be read: ${(error as Error).message}.`);
  } finally {
    input.destroy();
  }
  return fold.finish();
}

/** Text between line feeds; what stands after the last is none. By hand: readline breaks lines at marks that stand in texts. */
async function* linesOf(input: AsyncIterable<string>): AsyncIterable<string> {
  let parts: string[] = [];
  for await (const chunk of input) {
    const [first, ...rest] = chunk.split('\n');
    parts.push(first!);
    for (const next of rest) {
      yield parts.join('');
      parts = [next];
    }
  }
  if (parts.join('') !== '') yield CUT_OFF;
}

const CUT_OFF = 'cut off';

class AuditFold {
  private readonly state = new MemoryState();
  private readonly report = new AuditReportBuilder(this.state);
  private readonly ids = new Set<string>();
  private readonly onProgress: ((done: number, total: number) => void) | undefined;
  private start: z.infer<typeof Start> | null = null;
  private ended = false;
  private line = 0;
  private number = 0;
  private hash: string | null = null;
  private founder: { device: string; key: string } | null = null;

  constructor(onProgress?: (done: number, total: number) => void) {
    this.onProgress = onProgress;
  }

  take(text: string): void {
    this.line += 1;
    const value = parsed(text);
    if (this.line === 1) this.begin(value);
    else if (this.ended) throw this.failed('stands after the end of the log');
    else if (End.safeParse(value).success) this.end(End.parse(value));
    else this.segment(value);
  }

  finish(): AuditReport {
    if (!this.start) throw notAuditLog();
    if (!this.ended)
      throw new Refused(
        'audit-log-failed',
        `The end of this audit log is missing: it breaks off after line ${this.line}.`,
      );
    return this.report.finish({
      workspace: this.start.chain,
      head: this.start.head,
      stateHash: stateHash(this.state.lines()),
    });
  }

  private begin(value: unknown): void {
    const read = Start.safeParse(value);
    if (!read.success) throw notAuditLog();
    if (read.data.format !== AUDIT_FORMAT)
      throw new Refused('update-galley', 'This audit log was written by a newer Galley. Update Galley to verify it.');
    this.start = read.data;
  }

  private segment(value: unknown): void {
    const read = Segment.safeParse(value);
    if (!read.success) throw this.failed('is no segment of the log');
    const { header: headerText, signature, seed, lines } = read.data;
    const number = this.number + 1;
    const header = this.header(headerText, signature, number);
    const { root, lines: all } = readCommitted(lines, seed);
    if (root !== header.root || lines.length !== header.count)
      throw this.failed(`does not hold what segment ${number} was signed for`);
    this.number = number;
    this.hash = sha256(headerText);
    if (number === 1 && this.hash !== this.start!.chain)
      throw this.failed('begins another log than the file says it is');
    this.founder ??= header;
    for (const line of all) {
      if ('odd' in line || this.ids.has(line.change.id)) this.report.odd();
      else this.fold(line.change, header);
    }
    this.onProgress?.(number, this.start!.head.number);
  }

  private header(text: string, signature: string, number: number): SegmentHeader {
    try {
      const header = readHeader(text, Buffer.from(signature, 'base64url'), number);
      checkPlace(header, { number, workspace: number === 1 ? null : this.start!.chain, previous: this.hash });
      return header;
    } catch (error) {
      if (error instanceof Refused) throw this.failed(`does not hold: ${sentenceOf(error)}`);
      throw error;
    }
  }

  private fold(change: Change, { device, key, number }: SegmentHeader): void {
    this.ids.add(change.id);
    const founding = device === this.founder?.device && key === this.founder.key;
    const actor = { deviceId: device, key, founding };
    const outcome = applyChange(this.state, change, foldContext(actor));
    this.report.change(change, outcome, { number, device });
    if ('effects' in outcome) this.state.write(outcome.effects);
  }

  private end({ end }: z.infer<typeof End>): void {
    const { head } = this.start!;
    const isHere = end.number === this.number && end.hash === this.hash;
    if (!isHere || head.number !== end.number || head.hash !== end.hash)
      throw this.failed('ends the log elsewhere than the file says: segments are missing');
    this.ended = true;
  }

  private failed(what: string): Refused {
    return new Refused(
      'audit-log-failed',
      `Line ${this.line} of this audit log ${what.replace(/\.$/, '')}. Do not rely on it; ask for a new export.`,
      { line: this.line },
    );
  }
}

/** The first sentence: what to do about a remote is of no use here. */
function sentenceOf({ message }: Refused): string {
  return message.slice(0, message.indexOf('. ') + 1 || undefined).replace('the remote’s log', 'the log');
}

function notAuditLog(): Refused {
  return new Refused('not-an-audit-log', 'This file is not an audit log of Galley, or its first line is missing.');
}

/** Null where it is no JSON, or written in another way than Galley writes it. */
function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return JSON.stringify(value) === text ? value : null;
  } catch {
    return null;
  }
}
