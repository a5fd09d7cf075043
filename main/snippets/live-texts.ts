import { setImmediate as pause } from 'node:timers/promises';
import { CHANGE_KINDS, type SnippetRecord } from '../../shared/change.ts';
import { readContent } from '../../shared/content.ts';
import { namesAskedFor } from '../../shared/snippet/names-asked-for.ts';
import type { Registry } from '../registry/registry.ts';
import { promptsWithLetters } from '../registry/search.ts';
import { searchText } from '../registry/search-text.ts';

/** How long a first look goes on before other calls get their turn. */
const TURN = 8; // milliseconds

type LabelledRow = { seq: number; prompt: number };

/** Finds the texts that are in use (newest versions, those with a label, drafts) and ask for certain names. Newest ones
 *  are found by the search index; of the others the names are kept once they were read, since versions never change. */
export class LiveTexts {
  private readonly registry: Registry;
  /** Per version (by seq) the keys of the names it may ask for. */
  private readonly asked = new Map<number, readonly string[]>();
  private labelled: { at: number; rows: LabelledRow[] } | null = null;
  /** Versions by the prompts that their records name. */
  private readonly recorded = new Map<string, Set<number>>();
  private recordedUpTo = 0;

  constructor(registry: Registry) {
    this.registry = registry;
  }

  /** Versions, by seq, that may ask for one of `names`, or whose record names the prompt. */
  async asking(promptId: string, names: readonly string[], keys: ReadonlySet<string>): Promise<Set<number>> {
    const prompts = this.registry.mirror.look();
    const heads = new Set([...prompts.values()].map(({ headSeq }) => headSeq));
    const found = new Set<number>();
    const consider = (seq: number | null): void => {
      if (seq !== null && this.namesIn(seq).some((key) => keys.has(key))) found.add(seq);
    };
    for (const name of names) {
      for (const words of lettersOf(name))
        for (const { headSeq } of promptsWithLetters(this.registry, words)) consider(headSeq);
    }
    const labelled = this.labelledRows();
    let turn = performance.now();
    for (const { seq } of labelled) {
      consider(seq);
      if (performance.now() - turn < TURN) continue;
      await pause();
      turn = performance.now();
    }
    const isLabelled = new Set(labelled.map(({ seq }) => seq));
    for (const seq of this.recordedBy(promptId)) if (heads.has(seq) || isLabelled.has(seq)) found.add(seq);
    return found;
  }

  /** Prompts, by seq, whose drafts may ask for any snippet. */
  drafts(): { prompt: number; content: string; revision: number }[] {
    return this.registry.statements
      .all<{ prompt: number; content: string; revision: number }>('SELECT prompt, content, revision FROM drafts')
      .filter(({ content }) => namesAskedFor(readContent(content)).length > 0);
  }

  private namesIn(seq: number): readonly string[] {
    const known = this.asked.get(seq);
    if (known) return known;
    const text = this.registry.log.content(seq);
    const names = SIGNS.test(text) ? namesAskedFor(readContent(text)) : NONE;
    this.asked.set(seq, names);
    return names;
  }

  /** Versions that have a label and are not the newest of their prompt. */
  private labelledRows(): LabelledRow[] {
    const at = this.registry.log.count();
    if (this.labelled?.at === at) return this.labelled.rows;
    const rows = this.registry.statements.all<LabelledRow>(
      `SELECT DISTINCT v.seq, v.prompt FROM labels l JOIN prompts p ON p.seq = l.prompt AND p.head <> l.number
       JOIN versions v ON v.prompt = l.prompt AND v.number = l.number`,
    );
    this.labelled = { at, rows };
    return rows;
  }

  private recordedBy(promptId: string): ReadonlySet<number> {
    const now = this.registry.log.count();
    const rows = this.registry.statements.all<{ seq: number; body: string }>(
      `SELECT seq, body FROM changes WHERE seq > ? AND kind = ? AND body LIKE '%"snippets":%'`,
      this.recordedUpTo,
      CHANGE_KINDS.indexOf('version.committed'),
    );
    for (const { seq, body } of rows) {
      for (const record of (JSON.parse(body) as { snippets?: SnippetRecord[] }).snippets ?? []) {
        const seqs = this.recorded.get(record.promptId) ?? new Set();
        this.recorded.set(record.promptId, seqs.add(seq));
      }
    }
    this.recordedUpTo = now;
    return this.recorded.get(promptId) ?? new Set();
  }
}

const NONE: readonly string[] = [];
const SIGNS = /render|\{\{[~\s#\\nrt]*>/;

/** What the search index is asked for a name. It knows three letters in a row, and nothing shorter. */
function lettersOf(name: string): string[] {
  const key = searchText(name).trim();
  return Array.from(key).length >= 3 ? [key] : ['render', '{{>', '{ >', '{~>', '{#>', '~#>'];
}
