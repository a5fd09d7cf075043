import type { ActivityRow } from '../../shared/contract/team-calls.ts';
import { firstLine, dateTime } from './words.ts';
import { oneLine, paint } from './output.ts';

/** One thing that happened, as cells: place, time, who, what, about which prompt, and the words that came with it. */
export function activityLine(row: ActivityRow): string[] {
  const place = row.position === null ? '' : paint('dim', String(row.position));
  const mark = row.mark === 'confirmed' ? '' : paint(row.mark === 'refused' ? 'red' : 'yellow', row.mark);
  const why = row.why === null ? '' : `${mark}: ${oneLine(row.why)}`;
  const said = [why === '' ? mark : why, firstLine(row.note)].filter((part) => part !== '').join('  ');
  return [place, dateTime(row.at), oneLine(row.author), oneLine(row.what), row.promptName ?? '', said];
}
