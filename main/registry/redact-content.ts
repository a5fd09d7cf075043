import type { Change } from '../../shared/change.ts';
import { versionIdOf } from '../sync/segment-lines.ts';
import type { ChangeLog } from './change-log.ts';
import type { Statements } from './statements.ts';
import { packBody } from './version-body.ts';

/**
 * Takes the content of the version that the change `seq` committed out of the file, and packs anew what lay with it or
 * leaned on it. Gives the prompt (its seq) it was of; null where there is nothing (any more) to take out.
 */
export function redactContent(statements: Statements, log: ChangeLog, seq: number): number | null {
  const row = statements.get<Stored>('SELECT seq, prompt, depth FROM changes WHERE seq = ?', seq);
  if (!row || row.depth === null) return null;
  // What is written over must not be left lying in free pages.
  statements.db.pragma('secure_delete = ON');
  const { change } = log.at(seq);
  const versionId = versionIdOf(change as Change<'version.committed'>, change.content!);
  const texts = leaningOn(statements, row).map((other) => ({ other, text: log.content(other) }));
  for (const { other, text } of texts)
    statements.run('UPDATE changes SET depth = 0, content = ? WHERE seq = ?', packBody(text, null), other);
  statements.run('UPDATE changes SET depth = NULL, content = NULL WHERE seq = ?', seq);
  log.noteRedaction(seq, versionId);
  log.forget();
  return row.prompt;
}

type Stored = { seq: number; prompt: number | null; depth: number | null };

/** Changes whose content lies in the keyframe that the one of `seq` lies in, or is packed with it as the dictionary.
 *  Contents that lean on those stay readable: the texts they lean on stay the same. */
function leaningOn(statements: Statements, { seq, depth }: Stored): number[] {
  const children = statements.column<number>(
    'SELECT seq FROM changes WHERE parent = ? AND depth > 0 AND content IS NOT NULL',
    seq,
  );
  return [...new Set([...children, ...sharing(statements, seq, depth!)])];
}

function sharing(statements: Statements, seq: number, depth: number): number[] {
  const { content } = statements.get<{ content: Buffer | null }>('SELECT content FROM changes WHERE seq = ?', seq)!;
  if (content !== null && depth > 0) return [];
  const head = content === null ? seq - depth : seq;
  const rows = statements.all<{ seq: number; depth: number | null; content: Buffer | null }>(
    'SELECT seq, depth, content FROM changes WHERE seq > ? ORDER BY seq LIMIT 64',
    head,
  );
  const inFrame = rows.filter((row) => row.content === null && row.depth !== null && row.seq - row.depth === head);
  return [head, ...inFrame.map((row) => row.seq)].filter((other) => other !== seq);
}
