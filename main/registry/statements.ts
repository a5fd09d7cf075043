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

  each<Row>(sql: string, ...parameters: unknown[]): IterableIterator<Row> {
    return this.of(sql).iterate(...parameters) as IterableIterator<Row>;
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
