import type Database from 'better-sqlite3';

// oxlint-disable typescript/no-unnecessary-type-parameters -- the type names what the SQL beside it selects
/** Prepares each statement once. The rows a statement gives are named where it is used. */
export class Statements {
  readonly db: Database.Database;
  private readonly prepared = new Map<string, Database.Statement>();

  constructor(db: Database.Database) {
    this.db = db;
  }

  get<Row>(sql: string, ...parameters: unknown[]): Row | undefined {
    return this.of(sql).get(...parameters) as Row | undefined;
  }

  all<Row>(sql: string, ...parameters: unknown[]): Row[] {
    return this.of(sql).all(...parameters) as Row[];
  }

  /** The first column of every row. */
  column<Value>(sql: string, ...parameters: unknown[]): Value[] {
    return this.of(sql)
      .pluck()
      .all(...parameters) as Value[];
  }

  /** The rows one by one. The query begins with the first one taken, and ends with the last, with `return`, or where
   *  reading a row throws (a damaged one): else the connection could not be closed. */
  *each<Row>(sql: string, ...parameters: unknown[]): IterableIterator<Row> {
    const rows = this.of(sql).iterate(...parameters) as IterableIterator<Row>;
    try {
      yield* rows;
    } finally {
      rows.return?.();
    }
  }

  run(sql: string, ...parameters: unknown[]): Database.RunResult {
    return this.of(sql).run(...parameters);
  }

  private of(sql: string): Database.Statement {
    let statement = this.prepared.get(sql);
    if (!statement) {
      statement = this.db.prepare(sql);
      this.prepared.set(sql, statement);
    }
    return statement;
  }
}
