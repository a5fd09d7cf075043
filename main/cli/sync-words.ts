import type { Session } from './session.ts';

/** When what was just done will count, as a clause; null where it counts already, since no remote was ever connected. */
export function whenSent(session: Session): string | null {
  const { isAttached } = session.open().notes;
  return isAttached ? 'once it is in the team’s log: “galley sync” sends it' : null;
}
