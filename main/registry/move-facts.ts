import type { Release } from '../../shared/contract.ts';
import { idText } from './bytes.ts';
import type { Registry } from './registry.ts';

/** What a move says of itself, apart from the labels it moved. */
export type MoveFacts = Pick<Release, 'moveId' | 'reason' | 'author' | 'at' | 'rollback'>;

type Row = {
  id: Buffer;
  author: string;
  at: number;
  reason: string;
  rollback: number | null;
  origin_author: string | null;
  origin_at: number | null;
};

/** Reads what moves say, by seq, each once: the body of one that moved ten thousand labels takes megabytes. */
export function moveFacts(registry: Registry): (seq: number) => MoveFacts {
  const known = new Map<number, MoveFacts>();
  return (seq) => {
    let facts = known.get(seq);
    if (!facts) {
      facts = read(registry, seq);
      known.set(seq, facts);
    }
    return facts;
  };
}

function read(registry: Registry, seq: number): MoveFacts {
  const row = registry.statements.get<Row>(
    `SELECT id, author, at, body ->> 'reason' AS reason, body ->> 'rollback' AS rollback,
       body ->> '$.origin.author' AS origin_author, body ->> '$.origin.committedAt' AS origin_at
     FROM changes WHERE seq = ?`,
    seq,
  )!;
  return {
    moveId: idText(row.id),
    reason: row.reason,
    author: row.origin_author ?? row.author,
    at: row.origin_at ?? row.at,
    rollback: row.rollback === 1,
  };
}
