import type { SyncStatus } from '../../shared/contract/sync-calls.ts';
import { oneLine, paint } from './output.ts';
import type { Session } from './session.ts';
import { counted, dateTime } from './words.ts';

/** When what was just done will count, as a clause; null where it counts already, since no remote was ever connected. */
export function whenSent(session: Session): string | null {
  const { isAttached } = session.open().notes;
  return isAttached ? 'once it is in the team’s log: “galley sync” sends it' : null;
}

/** The word for a state, in its colour. */
export function stateWord(status: SyncStatus): string {
  if (status.state === 'none') return paint('dim', 'no remote');
  const style = (
    { synced: 'green', syncing: 'cyan', ahead: 'cyan', behind: 'cyan', offline: 'yellow', attention: 'red' } as const
  )[status.state];
  return paint(style, status.state);
}

/** Where a device stands with its team, as lines for people. */
export function statusLines(status: SyncStatus): string[] {
  if (status.remote === null)
    return ['No remote is connected; what is done here counts at once. Connect one with “galley remote add URL”.'];
  const { member, remote, ahead, queued, behind } = status;
  const lines = [
    `${stateWord(status)} with ${remote.url}${status.paused ? paint('yellow', ', paused') : ''}`,
    member === null ? 'not let in yet' : `${oneLine(member.name)}, ${member.role}`,
    [
      `${counted(ahead, 'change')} to send${queued === 0 ? '' : `, ${queued} of them queued`}`,
      behind === 0 ? '' : `${counted(behind, 'segment')} to take in`,
      status.refused === 0 ? '' : paint('red', `${counted(status.refused, 'change')} refused`),
    ]
      .filter((part) => part !== '')
      .join(', '),
  ];
  if (status.unaudited)
    lines.push(`unaudited: ${status.unaudited.done} of ${counted(status.unaudited.total, 'segment')} checked`);
  if (status.syncedAt !== null) lines.push(`last synced ${dateTime(status.syncedAt)}`);
  if (status.keyPlace === 'file') lines.push('the key of this device lies in a file: there is no keychain here');
  if (status.attention > 0) lines.push(`${counted(status.attention, 'thing')} to look at: galley attention`);
  if (status.problem) lines.push(paint('red', oneLine(status.problem.message)));
  return lines;
}
