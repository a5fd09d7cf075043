import { idText } from './bytes.ts';
import type { Registry } from './registry.ts';

/** More changed prompts than this are told as "many". */
const MANY = 500;

/** Which prompts changed: `null` for many, an empty list for the workspace alone. */
export type Seen = { promptIds: string[] | null };

/** Notices what was written since it last looked: by this process, by another, to the log and to drafts. */
export class ChangeWatch {
  private readonly registry: Registry;
  private seq: number;
  private drafts: Map<number, number>;
  private dataVersion: number;

  constructor(registry: Registry) {
    this.registry = registry;
    this.seq = registry.log.count();
    this.drafts = registry.drafts.revisions();
    this.dataVersion = this.readDataVersion();
  }

  /** Whether another connection has written since the last look: a few microseconds, for polling. */
  isStale(): boolean {
    return this.readDataVersion() !== this.dataVersion;
  }

  /** What changed since the last look; null where nothing did. */
  look(): Seen | null {
    this.dataVersion = this.readDataVersion();
    const prompts = new Set<number>();
    const seq = this.registry.log.count();
    const isLogNew = seq !== this.seq;
    if (seq - this.seq > MANY * 4) {
      this.seq = seq;
      this.drafts = this.registry.drafts.revisions();
      return { promptIds: null };
    }
    if (isLogNew) this.addLogged(prompts);
    this.seq = seq;
    this.addDrafts(prompts);
    if (!isLogNew && prompts.size === 0) return null;
    return { promptIds: prompts.size > MANY ? null : [...prompts].map((prompt) => this.idOf(prompt)) };
  }

  private addLogged(prompts: Set<number>): void {
    const rows = this.registry.statements.all<{ prompt: number }>(
      `SELECT coalesce(c.prompt, p.seq) AS prompt FROM changes c LEFT JOIN prompts p ON p.seq = c.seq
       WHERE c.seq > @seq AND coalesce(c.prompt, p.seq) IS NOT NULL
       UNION SELECT prompt FROM releases WHERE move > @seq`,
      { seq: this.seq },
    );
    for (const row of rows) prompts.add(row.prompt);
  }

  private addDrafts(prompts: Set<number>): void {
    const now = this.registry.drafts.revisions();
    for (const [prompt, revision] of now) if (this.drafts.get(prompt) !== revision) prompts.add(prompt);
    for (const prompt of this.drafts.keys()) if (!now.has(prompt)) prompts.add(prompt);
    this.drafts = now;
  }

  private idOf(prompt: number): string {
    return idText(this.registry.statements.get<{ id: Buffer }>('SELECT id FROM prompts WHERE seq = ?', prompt)!.id);
  }

  private readDataVersion(): number {
    return Number(this.registry.db.pragma('data_version', { simple: true }));
  }
}
