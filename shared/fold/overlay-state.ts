import type { Change } from '../change.ts';
import type { Id, VersionId } from '../ids.ts';
import { groupOf, type TeamKind, type TeamRows } from '../team/team-rows.ts';
import type {
  FoldEffect,
  LabelRow,
  PromptState,
  StateView,
  TeamEffect,
  VersionState,
  WorkspaceState,
} from './state.ts';

/** A state with some label moves and small rows on top of it that are not written yet. */
export class OverlayState implements StateView {
  private readonly base: StateView;
  private readonly labels = new Map<string, LabelRow | null>();
  private readonly rows = new Map<TeamKind, Map<string, TeamEffect['row']>>();

  constructor(base: StateView) {
    this.base = base;
  }

  /** Lays effects on top. Those of prompts and versions are passed over: nobody waits for them. */
  add(effects: FoldEffect[]): void {
    for (const effect of effects) {
      if (effect.table === 'label') this.labels.set(`${effect.row.promptId} ${effect.row.label}`, effect.row);
      if (effect.table === 'label.removed') this.labels.set(`${effect.promptId} ${effect.label}`, null);
      if (effect.table !== 'team') continue;
      const rows = this.rows.get(effect.kind) ?? new Map<string, TeamEffect['row']>();
      this.rows.set(effect.kind, rows.set(effect.key, effect.row));
    }
  }

  workspace(): WorkspaceState | undefined {
    return this.base.workspace();
  }
  prompt(id: Id): PromptState | undefined {
    return this.base.prompt(id);
  }
  promptIdByKey(key: string): Id | undefined {
    return this.base.promptIdByKey(key);
  }
  version(promptId: Id, id: VersionId): VersionState | undefined {
    return this.base.version(promptId, id);
  }
  versionOfChange(changeId: Id): VersionState | undefined {
    return this.base.versionOfChange(changeId);
  }

  label(promptId: Id, label: string): LabelRow | undefined {
    const own = this.labels.get(`${promptId} ${label}`);
    return own === undefined ? this.base.label(promptId, label) : (own ?? undefined);
  }

  team<K extends TeamKind>(kind: K, key: string): TeamRows[K] | undefined {
    const own = this.rows.get(kind)?.get(key);
    return own === undefined ? this.base.team(kind, key) : ((own ?? undefined) as TeamRows[K] | undefined);
  }

  *teamRows<K extends TeamKind>(kind: K, group?: string): Iterable<TeamRows[K]> {
    const own = this.rows.get(kind);
    if (!own) return yield* this.base.teamRows(kind, group);
    for (const row of this.base.teamRows(kind, group)) if (!own.has(keyOf(kind, row))) yield row;
    for (const [key, row] of own)
      if (row !== null && (group === undefined || groupOf(key) === group)) yield row as TeamRows[K];
  }
}

/** The key that a row stands under. Rows of `prompt-review` do not say theirs, and never wait. */
function keyOf<K extends TeamKind>(kind: K, row: TeamRows[K]): string {
  return (KEYS[kind] as (row: TeamRows[K]) => string)(row);
}

const KEYS: { [K in TeamKind]: (row: TeamRows[K]) => string } = {
  member: (row) => row.memberId,
  device: (row) => row.deviceId,
  recovery: (row) => row.memberId,
  policy: (row) => row.label,
  review: (row) => row.reviewId,
  'prompt-review': (row) => row.reviewId,
  comment: (row) => `${row.reviewId} ${row.changeId}`,
  decision: (row) => `${row.reviewId} ${row.memberId}`,
  evidence: (row) => `${row.promptId} ${row.versionId} ${row.evaluation}`,
  redaction: (row) => row.redactedId,
};

/** A label move that expects the place the label has, where one of this device's own moves waits for it: then it expects that
 *  one, which the person knows of. Other changes as they are. */
export function expectQueued(change: Change, state: StateView, present: StateView): Change {
  if (change.kind !== 'label.moved') return change;
  const moves = change.body.moves.map((move) => {
    const now = state.label(move.promptId, move.label)?.moveId ?? null;
    if (move.expectedMoveId !== now) return move;
    return { ...move, expectedMoveId: present.label(move.promptId, move.label)?.moveId ?? null };
  });
  return { ...change, body: { ...change.body, moves } };
}
