import { setImmediate as pause } from 'node:timers/promises';
import { CHANGE_KINDS, type SnippetRecord } from '../../shared/change.ts';
import { readContent } from '../../shared/content.ts';
import { namesAskedFor } from '../../shared/snippet/names-asked-for.ts';
import { isSameMark, type LogMark } from '../registry/log-mark.ts';
import type { Registry } from '../registry/registry.ts';
import { promptsWithLetters } from '../registry/search.ts';

/** How long a first look goes on before other calls get their turn. */
const TURN = 8; // milliseconds

/** What stands in every text that includes a snippet, as the search index has it: three letters in a row or more. */
const SIGNS = ['render', '{{>', '{ >', '{~>', '{#>', '~#>', '{{='];

/** The texts that are in use, newest versions and those with a label, by the names they may ask for. What a version asks
 *  for is kept once it was read, since versions never change; of the newest ones the search index tells which to read. */
export class LiveTexts {
  private readonly registry: Registry;
  /** Versions (by seq) that were read. */
  private readonly read = new Set<number>();
  /** Versions by the keys of the names they may ask for, in use or not. */
  private readonly byKey = new Map<string, Set<number>>();
  /** Versions by the prompts that their records name. */
  private readonly byRecord = new Map<string, Set<number>>();
  private recordedUpTo: LogMark | null = null;
  private live: { at: LogMark; seqs: Set<number> } | null = null;

  constructor(registry: Registry) {
    this.registry = registry;
  }

  /** Versions in use, by seq, that may ask for one of the names with these keys, or whose records name the prompts. */
  async asking(keys: Iterable<string>, promptIds: Iterable<string>): Promise<Set<number>> {
    const live = await this.look();
    this.readRecords();
    const found = new Set<number>();
    const add = (seqs: ReadonlySet<number> = new Set()): void => {
      for (const seq of seqs) if (live.has(seq)) found.add(seq);
    };
    for (const key of keys) add(this.byKey.get(key));
    for (const promptId of promptIds) add(this.byRecord.get(promptId));
    return found;
  }

  /** Drafts that may ask for any snippet. */
  drafts(): { prompt: number; content: string; revision: number }[] {
    return this.registry.statements
      .all<{ prompt: number; content: string; revision: number }>('SELECT prompt, content, revision FROM drafts')
      .filter(({ content }) => namesAskedFor(readContent(content)).length > 0);
  }

  /** The versions in use that may ask for anything, each read by now. */
  private async look(): Promise<ReadonlySet<number>> {
    const at = this.registry.log.marks.now();
    if (this.live && isSameMark(this.live.at, at)) return this.live.seqs;
    const seqs = new Set(this.labelled());
    for (const sign of SIGNS)
      for (const { headSeq } of promptsWithLetters(this.registry, sign)) if (headSeq !== null) seqs.add(headSeq);
    let turn = performance.now();
    for (const seq of seqs) {
      if (this.read.has(seq)) continue;
      this.readVersion(seq);
      if (performance.now() - turn < TURN) continue;
      await pause();
      turn = performance.now();
    }
    this.live = { at, seqs };
    return seqs;
  }

  private readVersion(seq: number): void {
    const text = this.registry.log.content(seq);
    const keys = MAY_ASK.test(text) ? namesAskedFor(readContent(text)) : [];
    for (const key of keys) this.byKey.set(key, (this.byKey.get(key) ?? new Set()).add(seq));
    this.read.add(seq);
  }

  /** Versions that have a label and are not the newest of their prompt. */
  private labelled(): number[] {
    return this.registry.statements.column<number>(
      `SELECT DISTINCT v.seq FROM labels l JOIN prompts p ON p.seq = l.prompt AND p.head <> l.number
       JOIN versions v ON v.prompt = l.prompt AND v.number = l.number`,
    );
  }

  private readRecords(): void {
    const now = this.registry.log.marks.now();
    if (this.recordedUpTo && isSameMark(now, this.recordedUpTo)) return;
    // Places in the log keep what they hold; what is pending may have been written anew since, and is not much.
    const rows = this.registry.statements.all<{ seq: number; body: string }>(
      `SELECT seq, body FROM changes WHERE seq > ?
         AND kind = ? AND body LIKE '%"snippets":%'`,
      this.recordedUpTo?.confirmed ?? 0,
      CHANGE_KINDS.indexOf('version.committed'),
    );
    for (const { seq, body } of rows) {
      for (const { promptId } of (JSON.parse(body) as { snippets?: SnippetRecord[] }).snippets ?? [])
        this.byRecord.set(promptId, (this.byRecord.get(promptId) ?? new Set()).add(seq));
    }
    this.recordedUpTo = now;
  }
}

/** The same signs in the JSON of a content: most texts need not be parsed. */
const MAY_ASK = /render|\{\{[~#\s\\nrt]*[>=]/;
