import { newId } from '../../shared/ids.ts';
import { Refused } from '../../shared/reply.ts';
import type { Change } from '../../shared/change.ts';
import type { Head } from '../../shared/segment/segment-header.ts';
import type { Halt, InFlight, Position, SyncStore, Taken } from '../sync/sync-seam.ts';
import type { ChangeLine, ReadSegment, SegmentParts } from '../sync/sync-types.ts';
import { QUEUED_KINDS, type Logged } from './change-log.ts';
import { emptyState } from './fold-again.ts';
import { PENDING_FROM } from './pending-from.ts';
import { PendingAside } from './pending-aside.ts';
import { Rebase } from './rebase.ts';
import type { Registry } from './registry.ts';
import { lineOf, segmentParts } from './segment-rows.ts';
import type { Device } from './sync-notes.ts';

/** A segment is put while others may write: what is sent at once must fit in memory. */
const CHARACTERS = 16_000_000;
/** A transaction that others wait for. */
const AT_ONCE = 250; // milliseconds

/** One open workspace, as the sync engine knows it. */
export class RegistrySyncStore implements SyncStore {
  private readonly registry: Registry;

  constructor(registry: Registry) {
    this.registry = registry;
  }

  position(): Position {
    const { db } = this.registry;
    // One read transaction: what another process takes in between must not show in half of it.
    return db.inTransaction ? this.readPosition() : db.transaction(() => this.readPosition())();
  }

  nextOutgoing(limit: number, characters: number = CHARACTERS): { lines: ChangeLine[] } {
    const lines: ChangeLine[] = [];
    let length = 0;
    for (const one of this.outgoing()) {
      length += one.change.content?.length ?? 0;
      if (lines.length === limit || (lines.length > 0 && length > characters)) break;
      lines.push(lineOf(one));
      if (one.change.kind === 'device.rotated') break; // what comes after it is signed with the new key
    }
    return { lines };
  }

  begin(inFlight: InFlight): void {
    this.registry.transaction(() => {
      const { notes, log } = this.registry;
      if (inFlight.changeIds.some((id) => log.seqOf(id) === null))
        throw new Refused(
          'busy',
          'Something that was about to be sent was taken back: it is left out of the next try.',
        );
      notes.write('in-flight', inFlight);
    });
  }

  settle(): void {
    this.registry.transaction(() => this.registry.notes.write('in-flight', null));
  }

  take(segments: ReadSegment[], milliseconds: number = AT_ONCE): Taken {
    return this.registry.transaction(() => {
      const { notes } = this.registry;
      const until = performance.now() + milliseconds;
      const rebase = new Rebase(this.registry);
      this.dropOwnLog(segments[0], rebase);
      let taken = 0;
      for (const segment of segments) {
        if (taken > 0 && performance.now() > until) break;
        this.assertNext(segment);
        rebase.take(segment);
        this.saw({ number: segment.header.number, hash: segment.headerHash });
        const { seen } = segment.header;
        if (seen) this.saw(seen);
        taken += 1;
      }
      const done = rebase.finish();
      const { moved } = done;
      const inFlight = notes.read<InFlight>('in-flight');
      if (inFlight && moved.length > 0 && notes.hashAt(inFlight.number) === inFlight.headerHash)
        notes.write('in-flight', null);
      return done;
    });
  }

  segmentAt(number: number): SegmentParts | null {
    const { statements, log } = this.registry;
    return segmentParts(statements, log, number);
  }

  hashAt(number: number): string | null {
    return this.registry.notes.hashAt(number);
  }

  saw(head: Head): void {
    this.registry.transaction(() => {
      const { notes } = this.registry;
      if (head.number > (notes.read<Head>('seen')?.number ?? 0)) notes.write('seen', head);
    });
  }

  setHalted(halt: Halt | null): void {
    this.registry.transaction(() => {
      this.registry.notes.write('halted', halt);
      this.registry.forgetStanding();
    });
  }

  heal(device: Device): void {
    this.registry.transaction(() => {
      const { notes, log, writer } = this.registry;
      const aside = new PendingAside(this.registry);
      aside.take();
      notes.write('device', device);
      notes.set('sequence', null);
      notes.write('in-flight', null);
      this.registry.forgetStanding();
      aside.putBack(notes.ownActor());
      log.marks.rebased(writer.touched);
    });
  }

  attach(): void {
    this.registry.transaction(() => {
      const { notes, state, log } = this.registry;
      if (notes.isAttached) return;
      const { device } = notes;
      if (!device) throw new Refused('no-device', 'This device has no key yet, so it cannot sign what it sends.');
      if (notes.head() === null && [...state.teamRows('member')].length === 0) this.recordFounder(device);
      // Above all that has a place without a segment: see `PendingAside.takeFrom`.
      notes.set('next-pending', String(PENDING_FROM + log.nextPlace()));
      notes.set('attached', '1');
      this.registry.forgetStanding();
    });
  }

  join(chain: string): void {
    this.registry.transaction(() => {
      const { notes, log, state } = this.registry;
      if (notes.isAttached || notes.head() !== null || log.count() > 1 || log.pendingCount() > 0 || !state.workspace())
        throw new Refused(
          'not-fresh',
          'Only a new, empty workspace can join a team: make one, and take up the invitation there.',
        );
      if (!notes.device) throw new Refused('no-device', 'This device has no key yet, so it cannot ask to be let in.');
      notes.set('joining', chain);
      notes.set('attached', '1');
      this.registry.forgetStanding();
    });
  }

  note(key: string): string | null {
    return this.registry.notes.get(`engine/${key}`);
  }

  setNote(key: string, value: string | null): void {
    this.registry.transaction(() => this.registry.notes.set(`engine/${key}`, value));
  }

  private readPosition(): Position {
    const { notes, log, statements } = this.registry;
    const { device } = notes;
    const queued = statements.get<{ n: number }>(
      `SELECT count(*) AS n FROM changes WHERE seq >= ${PENDING_FROM} AND kind IN (${QUEUED_KINDS})`,
    )!;
    return {
      isAttached: notes.isAttached,
      chain: notes.hashAt(1) ?? notes.get('joining'),
      head: notes.head(),
      sequence: Number(notes.get('sequence') ?? 0),
      deviceId: device?.deviceId ?? null,
      key: device?.key ?? null,
      seen: notes.read<Head>('seen'),
      inFlight: notes.read<InFlight>('in-flight'),
      halted: notes.read<Halt>('halted'),
      ahead: notes.get('joining') === null || notes.head() ? log.count() - notes.covered() : 0,
      queued: queued.n,
    };
  }

  private *outgoing(): Iterable<Logged> {
    const { notes, log } = this.registry;
    if (notes.get('joining') !== null && notes.head() === null) return;
    yield* log.read(notes.covered());
  }

  private assertNext({ header }: ReadSegment): void {
    const { notes } = this.registry;
    if (!notes.isAttached) throw new Refused('not-attached', 'This workspace follows no log of a team.');
    const head = notes.head();
    const isNext = head
      ? header.number === head.number + 1 && header.previous === head.hash && header.workspace === notes.hashAt(1)
      : header.number === 1;
    if (!isNext)
      throw new Refused('not-next', `Segment ${header.number} does not follow what this device has of the log.`);
  }

  /** The first segment of the log this device joins takes the place of what setting the workspace up wrote. */
  private dropOwnLog(first: ReadSegment | undefined, rebase: Rebase): void {
    const { notes, statements, state, log } = this.registry;
    const joining = notes.get('joining');
    if (!first || joining === null || notes.head()) return;
    if (first.headerHash !== joining)
      throw new Refused('other-chain', 'This is not the log that the invitation was for.');
    rebase.setPendingAside(); // what was written while the log was on its way stays
    statements.run(`DELETE FROM changes WHERE seq < ${PENDING_FROM}`);
    emptyState(statements);
    state.remember();
    log.forget();
  }

  private recordFounder({ deviceId, key }: Device): void {
    const { author } = this.registry;
    const change = {
      id: newId(),
      kind: 'member.added',
      author,
      at: this.registry.now(),
      body: { memberId: newId(), name: author, role: 'owner', device: { deviceId, key } },
    } as Change;
    this.registry.confirm(change, { deviceId, key, founding: true });
  }
}
