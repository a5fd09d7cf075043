import { CHANGE_KINDS } from '../../shared/change.ts';
import { idText } from './bytes.ts';
import { appendedSince, isSameMark, type LogMark } from './log-mark.ts';
import type { Registry } from './registry.ts';

/** More changed prompts than this are told as "many". */
const MANY = 500;

/** Which prompts changed: `null` for many, an empty list for the workspace alone. */
export type Seen = { promptIds: string[] | null };

/** Notices what was written since it last looked: by this process, by another, to the log and to drafts. */
export class ChangeWatch {
  private readonly registry: Registry;
  private mark: LogMark;
  private redacted: number;
  private drafts: Map<number, number>;
  private dataVersion: number;

  constructor(registry: Registry) {
    this.registry = registry;
    this.mark = registry.log.marks.now();
    this.redacted = this.countRedacted();
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
    const since = this.mark;
    this.mark = this.registry.log.marks.now();
    const isLogNew = !isSameMark(since, this.mark);
    if (isLogNew) this.forgetRedacted();
    const prompts = isLogNew ? this.writtenSince(since) : new Set<number>();
    if (prompts === null) {
      this.drafts = this.registry.drafts.revisions();
      return { promptIds: null };
    }
    this.addDrafts(prompts);
    if (!isLogNew && prompts.size === 0) return null;
    return { promptIds: prompts.size > MANY ? null : [...prompts].flatMap((prompt) => this.idOf(prompt) ?? []) };
  }

  /** Null for many. */
  private writtenSince(since: LogMark): Set<number> | null {
    const { confirmed, pending } = this.mark;
    if (confirmed - since.confirmed + pending - since.pending > MANY * 4) return null;
    const rebased = this.registry.log.marks.rebasedSince(since);
    if (rebased === null) return null;
    const prompts = new Set(rebased);
    const rows = this.registry.statements.all<{ prompt: number }>(
      `SELECT coalesce(c.prompt, p.seq) AS prompt FROM changes c LEFT JOIN prompts p ON p.seq = c.seq
       WHERE ${appendedSince('c.seq')} AND coalesce(c.prompt, p.seq) IS NOT NULL
       UNION SELECT prompt FROM releases WHERE ${appendedSince('move')}
       UNION SELECT r.prompt FROM changes c
         JOIN changes r ON r.id = unhex(replace(json_extract(c.body, '$.changeId'), '-', '')) AND r.prompt IS NOT NULL
         WHERE ${appendedSince('c.seq')} AND c.kind = ${CHANGE_KINDS.indexOf('body.redacted')}
       UNION SELECT p.seq FROM changes c, json_each(c.body, '$.moves') m
         JOIN prompts p ON p.id = unhex(replace(m.value ->> 'promptId', '-', ''))
         WHERE c.seq >= @pending AND c.kind = ${CHANGE_KINDS.indexOf('label.moved')}`,
      since,
    );
    for (const { prompt } of rows) prompts.add(prompt);
    return prompts;
  }

  /** What was taken out of the file by another process must not be found in the memory of this one. */
  private forgetRedacted(): void {
    const now = this.countRedacted();
    if (now === this.redacted) return;
    this.redacted = now;
    this.registry.log.forget();
    this.registry.headTexts.clear();
  }

  private countRedacted(): number {
    return this.registry.statements.get<{ n: number }>('SELECT count(*) AS n FROM redacted')!.n;
  }

  private addDrafts(prompts: Set<number>): void {
    const now = this.registry.drafts.revisions();
    for (const [prompt, revision] of now) if (this.drafts.get(prompt) !== revision) prompts.add(prompt);
    for (const prompt of this.drafts.keys()) if (!now.has(prompt)) prompts.add(prompt);
    this.drafts = now;
  }

  /** Null for one that is gone, or has another seq by now. */
  private idOf(prompt: number): string | null {
    const row = this.registry.statements.get<{ id: Buffer }>('SELECT id FROM prompts WHERE seq = ?', prompt);
    return row ? idText(row.id) : null;
  }

  private readDataVersion(): number {
    return Number(this.registry.db.pragma('data_version', { simple: true }));
  }
}
