import { isOptimistic, CHANGE_KINDS } from '../../shared/change.ts';
import type { Actor } from '../../shared/fold/fold-context.ts';
import { Refused } from '../../shared/reply.ts';
import type { Taken } from '../sync/sync-seam.ts';
import { writeLine } from '../sync/segment-lines.ts';
import type { ChangeLine, ReadLine, ReadSegment } from '../sync/sync-types.ts';
import { idText } from './bytes.ts';
import { ConfirmedView } from './confirmed-view.ts';
import { framed } from './content-runs.ts';
import { PENDING_FROM } from './pending-from.ts';
import type { Incoming } from './log-writer.ts';
import { moveToPlace } from './move-to-place.ts';
import { PendingAside } from './pending-aside.ts';
import type { Registry } from './registry.ts';
import { insertSegment, type OddPlace } from './segment-rows.ts';

type Line = Incoming & ChangeLine;

/**
 * Takes segments into the log and brings this device's pending changes to stand on top of it. One a transaction: `take`
 * each segment in order, then `finish`.
 *
 * A segment that holds just what waits longest on this device gives it its places, and nothing is folded again. For any
 * other, what is pending is taken back first, and judged again at the end.
 */
export class Rebase {
  private readonly registry: Registry;
  private readonly aside: PendingAside;
  private readonly taken: Taken = { segments: 0, applied: 0, refused: [], moved: [] };
  private own: Actor | null;

  constructor(registry: Registry) {
    this.registry = registry;
    this.aside = new PendingAside(registry);
    this.own = registry.notes.ownActor();
  }

  take(segment: ReadSegment): void {
    const { log, notes, statements } = this.registry;
    const { header } = segment;
    const covered = notes.covered();
    const { lines, odd } = this.sortOut(segment.lines, covered);
    if (header.number === 1 && log.nextPlace() > 1 && lines[0]?.change.id !== this.idAt(1))
      throw new Refused('other-chain', 'This is the log of another workspace: it does not begin as this one does.');
    insertSegment(statements, segment, covered + 1, lines.length, odd);
    const actor = notes.actorOf(header.device, header.key);
    this.takeLines(lines, covered + 1, actor);
    if (this.isByThisDevice(actor)) notes.set('sequence', String(header.sequence));
    this.taken.segments += 1;
    this.taken.applied += lines.length;
  }

  /** What is pending is taken back now, and judged again at the end. */
  setPendingAside(): void {
    this.aside.take();
  }

  finish(): Taken {
    const { log, writer } = this.registry;
    this.adoptKey();
    this.aside.putBack(this.registry.notes.ownActor());
    log.marks.rebased(writer.touched);
    this.registry.forgetStanding();
    return this.taken;
  }

  /** Whoever writes to the store can name any device: what makes a segment this one's is a key it has or had. */
  private isByThisDevice({ deviceId, key }: Actor): boolean {
    if (deviceId !== this.own?.deviceId) return false;
    const row = this.registry.state.team('device', deviceId);
    return key === this.own.key || key === row?.key || (row?.formerKeys.includes(key) ?? false);
  }

  /** Where the log has the next key of this device, it is the one to sign with from here on. */
  private adoptKey(): void {
    const { notes, state } = this.registry;
    const { device } = notes;
    const row = device && state.team('device', device.deviceId);
    if (!row?.formerKeys.includes(device!.key)) return;
    notes.write('device', { ...device, key: row.key });
    this.registry.forgetStanding();
  }

  /** Lines that get a place, and those that do not: what cannot be read, and what the log has already. */
  private sortOut(all: readonly ReadLine[], covered: number): { lines: Line[]; odd: OddPlace[] } {
    const lines: Line[] = [];
    const odd: OddPlace[] = [];
    const ids = new Set<string>();
    for (const [index, line] of all.entries()) {
      if ('odd' in line) odd.push([index, line.odd]);
      else if (ids.has(line.change.id) || this.isCovered(line.change.id, covered))
        odd.push([index, writeLine(line).text]);
      else {
        ids.add(line.change.id);
        lines.push(incoming(line));
      }
    }
    return { lines, odd };
  }

  private isCovered(id: string, covered: number): boolean {
    const seq = this.registry.log.seqOf(id);
    return seq !== null && seq <= covered;
  }

  private takeLines(lines: Line[], first: number, actor: Actor): void {
    const isOwn = actor.deviceId === this.own?.deviceId && actor.key === this.own.key;
    let at = this.coverOld(isOwn ? lines : [], first, lines.length);
    if (isOwn && !this.aside.isAside) {
      this.splitFrame(lines.length - at);
      while (at < lines.length && this.moveOver(lines[at]!, first + at, actor)) at += 1;
    }
    if (at === lines.length) return;
    this.aside.take();
    this.append(lines.slice(at), first + at, actor);
  }

  /** What lay in the log before there was a remote keeps its place. Gives how many lines that was. Where a stranger came
   *  between, the rest waits for a place like anything pending. `own`: those that this device signed. */
  private coverOld(own: Line[], first: number, count: number): number {
    const end = this.registry.log.nextPlace();
    let at = 0;
    while (at < own.length && first + at < end && this.idAt(first + at) === own[at]!.change.id) at += 1;
    if (at < count && first + at < end) this.aside.takeFrom(first + at);
    return at;
  }

  /** Gives the change that waits longest its place, where the line is that one. */
  private moveOver(line: Line, place: number, actor: Actor): boolean {
    const { statements, state, log, writer } = this.registry;
    const row = statements.get<{ seq: number; id: Buffer; kind: number; prompt: number | null }>(
      `SELECT seq, id, kind, prompt FROM changes WHERE seq >= ${PENDING_FROM} ORDER BY seq LIMIT 1`,
    );
    if (!row || idText(row.id) !== line.change.id) return false;
    const moving = { seq: row.seq, kind: CHANGE_KINDS[row.kind]!, prompt: row.prompt };
    if (isOptimistic(moving.kind)) {
      moveToPlace(this.registry, moving, place);
      state.remember();
      const refusal = this.refusalAt(place);
      if (refusal) this.taken.refused.push({ changeId: line.change.id, refusal });
    } else {
      if (moving.kind !== 'label.moved' || this.hasPendingReviews()) return false;
      const outcome = writer.judge(line, actor, new ConfirmedView(state, log));
      moveToPlace(this.registry, moving, place);
      this.registry.writer.conclude(place, outcome);
      if ('refusal' in outcome) this.taken.refused.push({ changeId: line.change.id, refusal: outcome.refusal });
    }
    this.taken.moved.push(line.change.id);
    this.touchMoved(line);
    return true;
  }

  private append(lines: Line[], first: number, actor: Actor): void {
    let place = first;
    for (const [line, frame] of framed(lines)) {
      const outcome = this.registry.writer.judge(line, actor);
      if (this.aside.drop(line, place)) {
        this.taken.moved.push(line.change.id);
        this.touchMoved(line);
      }
      this.registry.writer.confirm(line, outcome, place, frame);
      if ('refusal' in outcome) this.taken.refused.push({ changeId: line.change.id, refusal: outcome.refusal });
      place += 1;
    }
  }

  /** A label move that waited waits no more, also where it had no effect. */
  private touchMoved({ change }: Line): void {
    if (change.kind !== 'label.moved') return;
    const { state, writer } = this.registry;
    for (const { promptId } of change.body.moves) {
      const prompt = state.promptSeq(promptId);
      if (prompt !== null) writer.touched.add(prompt);
    }
  }

  /** Contents that lie in one frame may be cut apart by the end of a segment: the rest gets a frame of its own before the
   *  first part goes to its place. */
  private splitFrame(places: number): void {
    const { statements, log } = this.registry;
    const [seq] = statements.column<number>(
      `SELECT seq FROM changes WHERE seq >= ${PENDING_FROM} ORDER BY seq LIMIT 1 OFFSET ?`,
      places,
    );
    if (seq !== undefined) log.splitFrame(seq);
  }

  private hasPendingReviews(): boolean {
    return (
      this.registry.statements.get(
        `SELECT 1 FROM changes WHERE seq >= ${PENDING_FROM} AND kind IN (${REVIEW_KINDS}) LIMIT 1`,
      ) !== undefined
    );
  }

  private refusalAt(seq: number): Taken['refused'][number]['refusal'] | null {
    return (
      this.registry.statements.get<{ code: string; message: string }>(
        'SELECT code, message FROM refused WHERE seq = ?',
        seq,
      ) ?? null
    );
  }

  private idAt(seq: number): string | null {
    const row = this.registry.statements.get<{ id: Buffer }>('SELECT id FROM changes WHERE seq = ?', seq);
    return row ? idText(row.id) : null;
  }
}

const REVIEW_KINDS = CHANGE_KINDS.flatMap((kind, number) => (kind.startsWith('review.') ? [number] : [])).join(',');

function incoming(line: ChangeLine & { versionId?: string }): Line {
  return line.redacted ? { ...line, change: { ...line.change, versionId: line.redacted.versionId } } : line;
}
