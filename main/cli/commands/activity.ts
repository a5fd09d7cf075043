import type { Input } from '../../../shared/contract.ts';
import { activityLine } from '../activity-line.ts';
import { exportLog } from '../export-log.ts';
import { findPrompt } from '../find-prompt.ts';
import { columns, note, print, printJson } from '../output.ts';
import type { Session } from '../session.ts';

type Options = {
  by?: string;
  prompt?: string;
  label?: string;
  kind?: string[];
  mark?: 'confirmed' | 'pending' | 'queued' | 'refused';
  limit: number;
  export?: string;
};

export async function activity(session: Session, _: [], options: Options): Promise<void> {
  if (options.export !== undefined) return exportLog(session, options.export);
  const { by, prompt, label, kind, mark, limit } = options;
  const filter: Input<'activity.list'> = {
    ...(by === undefined ? {} : { author: by }),
    ...(prompt === undefined ? {} : { promptId: findPrompt(session.open(), prompt).id }),
    ...(label === undefined ? {} : { label }),
    ...(kind === undefined ? {} : { kinds: kind }),
    ...(mark === undefined ? {} : { marks: [mark] }),
  };
  const rows = await firstRows(session, filter, limit);
  if (session.json) return printJson(rows);
  if (rows.length === 0) return note('Nothing of that kind has happened.');
  print(columns(rows.map(activityLine)));
}

/** So many rows are asked for at once. */
const PAGE = 500;

async function firstRows(session: Session, filter: Input<'activity.list'>, limit: number) {
  const found = [];
  for (let before: string | undefined; found.length < limit; before = found.at(-1)!.changeId) {
    const page = Math.min(PAGE, limit - found.length);
    const { rows, more } = await session.ask('activity.list', {
      ...filter,
      limit: page,
      ...(before === undefined ? {} : { before }),
    });
    found.push(...rows);
    if (!more || rows.length === 0) break;
  }
  return found;
}
