import type { MatrixRow } from '../../shared/contract/label-calls.ts';
import { idText } from '../registry/bytes.ts';
import { moveFacts } from '../registry/move-facts.ts';
import type { Registry } from '../registry/registry.ts';

type Labelled = { prompt: number; label: string; number: number; move: number };
type Last = { prompt: number; id: Buffer; label: string; move: number };

/** Where labels stand, of every prompt that ever had one, or of `promptIds`. Three queries, whatever the number. */
export function labelMatrix(registry: Registry, promptIds: string[] | null): MatrixRow[] {
  // One read transaction: another process may move a label between one query and the next.
  return registry.db.transaction(() => read(registry, promptIds))();
}

function read(registry: Registry, promptIds: string[] | null): MatrixRow[] {
  const { statements } = registry;
  const factsOf = moveFacts(registry);
  const fact = (move: number) => {
    const { at, author } = factsOf(move);
    return { at, author };
  };
  const seqs =
    promptIds === null ? null : promptIds.map((id) => registry.state.promptSeq(id)).filter((seq) => seq !== null);
  const chosen = seqs === null ? '' : 'WHERE prompt IN (SELECT value FROM json_each(@seqs))';
  const given = seqs === null ? [] : [{ seqs: JSON.stringify(seqs) }];
  const cells = Map.groupBy(
    statements.all<Labelled>(`SELECT prompt, label, number, move FROM labels ${chosen}`, ...given),
    (row) => row.prompt,
  );
  // SQLite gives the other columns of the row that holds the maximum.
  const lasts = statements.all<Last>(
    `SELECT l.prompt, p.id, l.label, l.move FROM (SELECT prompt, label, max(move) AS move FROM releases ${chosen} GROUP BY prompt) l
     JOIN prompts p ON p.seq = l.prompt`,
    ...given,
  );
  return lasts.map((last) => ({
    promptId: idText(last.id),
    cells: (cells.get(last.prompt) ?? []).map(({ label, number, move }) => ({ label, number, ...fact(move) })),
    last: { label: last.label, ...fact(last.move) },
  }));
}
