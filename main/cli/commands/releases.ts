import type { Release } from '../../../shared/contract.ts';
import { promptSeq } from '../../registry/prompt-queries.ts';
import { releases } from '../../registry/release-queries.ts';
import { findPrompt } from '../find-prompt.ts';
import { columns, note, oneLine, paint, print, printJson } from '../output.ts';
import type { Session } from '../session.ts';
import { dateTime, firstLine } from '../words.ts';

type Options = { label?: string; since?: number; until?: number; limit: number };

export function listReleases(session: Session, [name]: [string?], options: Options): void {
  const registry = session.open();
  const prompt = name === undefined ? undefined : promptSeq(registry, findPrompt(registry, name).id);
  const { label, since = -Infinity, until = Infinity, limit } = options;
  const inTime = since !== -Infinity || until !== Infinity;
  // An imported move counts at the time it was made, which only its own words tell.
  const moves = releases(registry, { prompt, label, limit: inTime ? undefined : limit })
    .filter((move) => move.at >= since && move.at < until)
    .slice(0, limit);
  if (session.json) return printJson(moves);
  if (moves.length === 0) return note(inTime ? 'No label was moved in this time.' : 'No label has been moved yet.');
  print(columns(moves.map((move) => line(move, name === undefined))));
}

function line(move: Release, namesPrompt: boolean): string[] {
  const way = `${end(move.from)} → ${end(move.to)}`;
  const said = [move.rollback ? paint('yellow', 'rollback') : '', firstLine(move.reason)].filter((part) => part !== '');
  const cells = [dateTime(move.at), paint('green', `[${move.label}]`), way, oneLine(move.author), said.join(' ')];
  return namesPrompt ? [cells[0]!, move.promptName, ...cells.slice(1)] : cells;
}

function end(version: Release['from']): string {
  return version === null ? '–' : `v${version.number}`;
}
