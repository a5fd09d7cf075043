import { versionWord } from '../../shared/version-word.ts';
import type { Names } from '../../shared/team/change-words.ts';
import { hashBytes, idBytes, idText } from './bytes.ts';
import type { Registry } from './registry.ts';
import { BY_VERSION_ID } from './sqlite-state.ts';
import { numberOf } from './version-queries.ts';

/** How what changes name by id is called in this workspace today. */
export function changeNames({ statements, state }: Registry): Names {
  const deviceMember = (deviceId: string): string | null => state.team('device', deviceId)?.memberId ?? null;
  const memberName = (memberId: string): string | null => state.team('member', memberId)?.name ?? null;
  return {
    version(_, versionId) {
      const row = statements.get<{ number: number; seq: number }>(
        `SELECT v.number, v.seq FROM changes c JOIN versions v ON v.prompt = c.prompt AND v.seq = c.seq WHERE ${BY_VERSION_ID}`,
        { id: hashBytes(versionId) },
      );
      if (!row) return null;
      const number = numberOf(row.number, row.seq);
      return number === null ? 'a pending version' : versionWord(number);
    },
    versionOfChange(changeId) {
      const row = statements.get<{ prompt_id: Buffer; version: Buffer }>(
        'SELECT p.id AS prompt_id, c.version FROM changes c JOIN prompts p ON p.seq = c.prompt WHERE c.id = ? AND c.version IS NOT NULL',
        idBytes(changeId),
      );
      return row ? { promptId: idText(row.prompt_id), versionId: row.version.toString('hex') } : null;
    },
    member: memberName,
    memberOfDevice(deviceId) {
      const memberId = deviceMember(deviceId);
      return memberId === null ? null : memberName(memberId);
    },
    review(reviewId) {
      const review = state.team('review', reviewId);
      return review ? { promptId: review.promptId, versionId: review.versionId, label: review.label } : null;
    },
  };
}
