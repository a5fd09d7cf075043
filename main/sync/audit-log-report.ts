import type { Change, Move } from '../../shared/change.ts';
import type { Outcome } from '../../shared/fold/outcome.ts';
import type { MemoryState } from '../../shared/fold/memory-state.ts';
import type { Id } from '../../shared/ids.ts';
import { policyOf } from '../../shared/review/label-policy.ts';
import { standingFor } from '../../shared/review/standing.ts';
import type { Role } from '../../shared/team/roles.ts';
import type { Head } from '../../shared/segment/segment-header.ts';
import { fingerprintOf } from './keys/fingerprint.ts';

/** Who put which version where, and on what. Times are the devices' own clocks. */
export type AuditedRelease = {
  segment: number;
  changeId: Id;
  at: number;
  /** The member whose device signed it; the author's name where there were no members yet. */
  member: string;
  prompt: string;
  label: string;
  /** Numbers of versions; null where the label was not set, or was taken off. */
  from: number | null;
  to: number | null;
  versionId: string | null;
  isRollback: boolean;
  isProtected: boolean;
  /** Names of members whose approval counted there. */
  approvals: string[];
  reason: string;
};

/** A change that had no effect, and why. */
export type AuditedRefusal = { segment: number; changeId: Id; kind: string; author: string; at: number; why: string };

export type AuditReport = {
  /** The log's name: hash of its first segment's header. */
  workspace: string;
  name: string;
  head: Head;
  stateHash: string;
  changes: number;
  /** Lines that say no change that can be read, or one that the log had already. */
  odd: number;
  members: { name: string; role: Role; removed: boolean; fingerprints: string[] }[];
  releases: AuditedRelease[];
  refusals: AuditedRefusal[];
};

/** Gathers the report while a log is folded. */
export class AuditReportBuilder {
  private readonly state: MemoryState;
  private readonly releases: AuditedRelease[] = [];
  private readonly refusals: AuditedRefusal[] = [];
  private changes = 0;
  private oddLines = 0;

  constructor(state: MemoryState) {
    this.state = state;
  }

  odd(): void {
    this.oddLines += 1;
  }

  /** To be called before its effects are written: approvals are counted where it stands. */
  change(change: Change, outcome: Outcome, { number, device }: { number: number; device: Id }): void {
    this.changes += 1;
    const { id: changeId, kind, author, at } = change;
    if ('refusal' in outcome)
      this.refusals.push({ segment: number, changeId, kind, author, at, why: outcome.refusal.message });
    else if (change.kind === 'label.moved')
      for (const move of change.body.moves)
        this.releases.push({
          segment: number,
          changeId,
          at,
          member: this.memberOf(device) ?? author,
          ...this.moved(move),
          isRollback: change.body.rollback === true,
          reason: change.body.reason,
        });
  }

  finish(where: Pick<AuditReport, 'workspace' | 'head' | 'stateHash'>): AuditReport {
    const devices = [...this.state.teamRows('device')];
    const members = Array.from(this.state.teamRows('member'), ({ memberId, name, role, removed }) => {
      const own = devices.filter((device) => device.memberId === memberId && !device.removed);
      return { name, role, removed, fingerprints: own.map(({ key }) => fingerprintOf(key)) };
    });
    return {
      ...where,
      name: this.state.workspace()?.name ?? '',
      changes: this.changes,
      odd: this.oddLines,
      members: members.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
      releases: this.releases,
      refusals: this.refusals,
    };
  }

  private moved({ promptId, label, versionId, expectedMoveId }: Move) {
    const { state } = this;
    const policy = policyOf(state, label);
    const from = state.label(promptId, label)?.versionId;
    const standing =
      versionId === null ? null : standingFor(state, { promptId, label, versionId, expectedMoveId }, policy);
    const numberOf = (id: string | null | undefined): number | null =>
      (id && state.version(promptId, id)?.number) || null;
    return {
      prompt: state.prompt(promptId)?.name ?? promptId,
      label,
      from: numberOf(from),
      to: numberOf(versionId),
      versionId,
      isProtected: policy.protected,
      approvals: (standing?.approvals ?? []).map(({ memberId }) => state.team('member', memberId)?.name ?? memberId),
    };
  }

  private memberOf(deviceId: Id): string | null {
    const device = this.state.team('device', deviceId);
    return (device && this.state.team('member', device.memberId)?.name) ?? null;
  }
}
