import type { Actor } from '../../shared/fold/fold-context.ts';
import type { Id } from '../../shared/ids.ts';
import type { Head, SegmentHeader } from '../../shared/segment/segment-header.ts';
import type { Halt } from '../sync/sync-seam.ts';
import { sha256 } from './sha256.ts';
import type { Statements } from './statements.ts';

/** This device as the log knows it. */
export type Device = { deviceId: Id; key: string };

/** What was set up here gives way to the team's log, and what were written on top of it would go with it. */
const FETCHING: Halt = {
  code: 'fetching',
  message: 'The log of the team is being fetched; nothing can be written before it is here.',
  isReadOnly: true,
};

/** The `sync` table: what this device keeps about its place in the team's log. Never shared. */
export class SyncNotes {
  private readonly statements: Statements;

  constructor(statements: Statements) {
    this.statements = statements;
  }

  get(key: string): string | null {
    return this.statements.get<{ value: string }>('SELECT value FROM sync WHERE key = ?', key)?.value ?? null;
  }

  set(key: string, value: string | null): void {
    if (value === null) this.statements.run('DELETE FROM sync WHERE key = ?', key);
    else this.statements.run('INSERT OR REPLACE INTO sync VALUES (?, ?)', key, value);
  }

  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the type names what stands under the key
  read<T>(key: string): T | null {
    const value = this.get(key);
    return value === null ? null : (JSON.parse(value) as T);
  }

  write(key: string, value: object | null): void {
    this.set(key, value && JSON.stringify(value));
  }

  /** Whether a remote was ever attached: since then changes are pending until the log has them. */
  get isAttached(): boolean {
    return this.get('attached') !== null;
  }

  get device(): Device | null {
    return this.read<Device>('device');
  }

  /** Why nothing may be written until a person has looked at the remote; null where all is well. */
  halt(): Halt | null {
    const halt = this.read<Halt>('halted');
    if (halt?.isReadOnly) return halt;
    return this.get('joining') !== null && this.head() === null ? FETCHING : null;
  }

  /** What this device's own changes are folded as; null in a log without a remote. */
  ownActor(): Actor | null {
    const { device } = this;
    return device && this.isAttached ? this.actorOf(device.deviceId, device.key) : null;
  }

  actorOf(deviceId: Id, key: string): Actor {
    const founder = this.foundingDevice() ?? this.device;
    // Whoever writes to a store can name any device: what it began the log with is its key, too.
    return { deviceId, key, founding: deviceId === founder?.deviceId && key === founder.key };
  }

  /** The last segment that was taken in. */
  head(): Head | null {
    const row = this.statements.get<{ number: number; header: string }>(
      'SELECT number, header FROM segments ORDER BY number DESC LIMIT 1',
    );
    return row ? { number: row.number, hash: sha256(row.header) } : null;
  }

  hashAt(number: number): string | null {
    const row = this.statements.get<{ header: string }>('SELECT header FROM segments WHERE number = ?', number);
    return row ? sha256(row.header) : null;
  }

  /** The last place of the log that a segment covers; 0 before the first. */
  covered(): number {
    return this.statements.get<{ seq: number }>('SELECT coalesce(max(last_seq), 0) AS seq FROM segments')!.seq;
  }

  /** The device that wrote segment 1. Null while there is none: then it will be this one. */
  private foundingDevice(): Device | null {
    const row = this.statements.get<{ header: string }>('SELECT header FROM segments WHERE number = 1');
    if (!row) return null;
    const { device: deviceId, key } = JSON.parse(row.header) as SegmentHeader;
    return { deviceId, key };
  }
}
