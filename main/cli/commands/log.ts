import { setTimeout as wait } from 'node:timers/promises';
import type { ActivityRow } from '../../../shared/contract/team-calls.ts';
import { ChangeWatch } from '../../registry/change-watch.ts';
import { activityLine } from '../activity-line.ts';
import { aborted, interrupted } from '../interrupted.ts';
import { columns, note, print, printJson } from '../output.ts';
import type { Session } from '../session.ts';

/** How often another process's writes are looked for. */
const POLL_EVERY = 250; // milliseconds
const PAGE = 500;

/** The changes of the log in its order; what is pending has no place yet and is not among them. */
export async function log(
  session: Session,
  _: [],
  { since, follow = false }: { since: number; follow?: boolean },
): Promise<void> {
  const rows = await rowsAfter(session, since);
  if (!follow) {
    if (session.json) return printJson(rows);
    if (rows.length === 0)
      return note(since === 0 ? 'Nothing is in the log.' : `Nothing in the log stands after ${since}.`);
    return print(columns(rows.map(activityLine)));
  }
  tell(session, rows);
  const stop = interrupted();
  const end = aborted(stop);
  const watch = new ChangeWatch(session.open());
  let last = rows.at(-1)?.position ?? since;
  while (!stop.aborted) {
    await Promise.race([wait(POLL_EVERY), end]);
    if (stop.aborted || !watch.isStale()) continue;
    watch.look();
    const more = await rowsAfter(session, last);
    tell(session, more);
    last = more.at(-1)?.position ?? last;
  }
}

function tell(session: Session, rows: ActivityRow[]): void {
  if (session.json) for (const row of rows) print(JSON.stringify(row));
  else if (rows.length > 0) print(columns(rows.map(activityLine)));
}

async function rowsAfter(session: Session, since: number): Promise<ActivityRow[]> {
  const found: ActivityRow[] = [];
  for (let before: string | undefined; ; before = found.at(-1)!.changeId) {
    const { rows, more } = await session.ask('activity.list', {
      marks: ['confirmed', 'refused'],
      limit: PAGE,
      ...(before === undefined ? {} : { before }),
    });
    found.push(...rows);
    const isPast = rows.some(({ position }) => position !== null && position <= since);
    if (!more || rows.length === 0 || isPast) break;
  }
  return found.filter(({ position }) => position !== null && position > since).toReversed();
}
