import { CHANGE_KINDS } from '../../shared/change.ts';
import { versionPhrase } from '../../shared/version-word.ts';
import { idText } from './bytes.ts';
import { PENDING_FROM } from './pending-from.ts';
import type { Registry } from './registry.ts';
import { segmentOf } from './segment-rows.ts';
import { numberOf } from './version-queries.ts';

/** A text that an owner took out: by the change that committed it, and the segment whose fold took it out. */
export type RedactedText = { changeId: string; until: number };

/** What the remote still holds of redacted texts: for whoever manages the store to delete. */
export type StaleObjects = { changeIds: string[]; keys: string[] };

/** The note of this device that says so. */
export const STALE_NOTE = 'redacted-objects';

/** Texts that went into a segment before they were redacted, by the number of that segment. */
export function redactedBySegment(registry: Registry): Map<number, RedactedText[]> {
  const rows = registry.statements.all<{ changeId: string; seq: number }>(
    `SELECT json_extract(c.body, '$.changeId') AS changeId, min(c.seq) AS seq FROM changes c
     WHERE c.kind = ? AND c.seq < ${PENDING_FROM} AND NOT EXISTS (SELECT 1 FROM refused r WHERE r.seq = c.seq)
     GROUP BY 1 ORDER BY 2`,
    CHANGE_KINDS.indexOf('body.redacted'),
  );
  const found = new Map<number, RedactedText[]>();
  for (const { changeId, seq } of rows) {
    const place = registry.log.seqOf(changeId);
    const number = place === null ? undefined : segmentOf(registry.statements, place)?.number;
    const until = segmentOf(registry.statements, seq)?.number;
    if (number === undefined || until === undefined || number >= until) continue;
    found.set(number, [...(found.get(number) ?? []), { changeId, until }]);
  }
  return found;
}

export function staleObjects(registry: Registry): StaleObjects[] {
  return registry.notes.read<StaleObjects[]>(STALE_NOTE) ?? [];
}

/** Written only where it is news: every write wakes whoever watches the file. */
export function keepStale(registry: Registry, stale: StaleObjects[]): void {
  if (JSON.stringify(staleObjects(registry)) === JSON.stringify(stale)) return;
  registry.transaction(() => registry.notes.write(STALE_NOTE, stale.length === 0 ? null : stale));
}

/** Versions that came without their text, although no owner has redacted them. */
export function withheldVersions(registry: Registry): { changeId: string; promptId: string; words: string }[] {
  return registry.statements
    .column<Buffer>('SELECT c.id FROM redacted r JOIN changes c ON c.seq = r.seq ORDER BY r.seq')
    .map(idText)
    .filter((changeId) => !registry.state.team('redaction', changeId))
    .flatMap((changeId) => {
      const version = versionOfChange(registry, changeId);
      return version ? [{ changeId, ...version }] : [];
    });
}

/** `v3 of “support/reply”`. */
export function versionOfChange(registry: Registry, changeId: string): { promptId: string; words: string } | null {
  const version = registry.state.versionOfChange(changeId);
  const seq = registry.log.seqOf(changeId);
  if (!version || seq === null) return null;
  const name = registry.state.prompt(version.promptId)?.name ?? '';
  const number = numberOf(version.number, seq);
  return { promptId: version.promptId, words: `${versionPhrase(number)} of “${name}”` };
}
