import type { Statements } from './statements.ts';

/** Versions that nothing builds on although newer ones are there (see 003-diverged-versions), kept in step as versions
 *  come and are taken back. */
export class DivergedTable {
  private readonly statements: Statements;

  constructor(statements: Statements) {
    this.statements = statements;
  }

  /** What the new version `number` builds on (`below`, numbers too) has not diverged any more; what was the newest has,
   *  where it is not among that. */
  added(prompt: number, number: number, below: number[]): void {
    let buildsOnNewest = number === 1;
    for (const parent of below) {
      if (parent === number - 1) buildsOnNewest = true;
      else this.statements.run('DELETE FROM diverged WHERE prompt = ? AND number = ?', prompt, parent);
    }
    if (!buildsOnNewest) this.statements.run('INSERT INTO diverged (prompt, number) VALUES (?, ?)', prompt, number - 1);
  }

  /** The newest version has been taken back: what it built on has diverged again, where nothing else builds on it. */
  taken(prompt: number, number: number, below: number[]): void {
    this.statements.run('DELETE FROM diverged WHERE prompt = ? AND number = ?', prompt, number - 1);
    for (const parent of below) {
      if (parent < number - 1)
        this.statements.run(
          `INSERT OR IGNORE INTO diverged SELECT @prompt, @parent WHERE NOT EXISTS (
             SELECT 1 FROM versions v JOIN changes c ON c.seq = v.seq
               JOIN versions b ON b.prompt = v.prompt AND b.number = @parent JOIN changes bc ON bc.seq = b.seq
             WHERE v.prompt = @prompt AND v.number > @parent
               AND (c.parent = b.seq OR c.merged IS NOT NULL AND instr(c.merged, bc.version) > 0))`,
          { prompt, parent },
        );
    }
  }
}
