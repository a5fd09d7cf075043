import type { SnippetRecord } from '../../shared/change.ts';
import { readContent, type Content } from '../../shared/content.ts';
import { Refused } from '../../shared/reply.ts';
import { findFault } from '../../shared/snippet/find-faults.ts';
import { mayHaveSnippets } from '../../shared/snippet/may-have-snippets.ts';
import type { SnippetSet } from '../../shared/snippet/snippet-set.ts';
import { commitVersion, TEXT_MOVED, type CommitInput, type Committed } from '../registry/commit-version.ts';
import { promptSeq } from '../registry/prompt-queries.ts';
import type { Snippets } from './snippets.ts';

/** How often a commit begins again because the draft was saved meanwhile; a writer who types on is told so then. */
const ATTEMPTS = 5;

/** Commits the draft with what its references mean now. A text without references is committed at once. Refuses what
 *  `commitVersion` and `recordOf` do. */
export async function commitResolved(
  snippets: Snippets,
  input: Omit<CommitInput, 'snippets' | 'resolvedText'>,
): Promise<Committed> {
  const { registry } = snippets;
  for (let attempt = 1; ; attempt++) {
    const text = registry.drafts.get(promptSeq(registry, input.promptId))?.content;
    const content = text === undefined ? null : readContent(text);
    if (!content || !mayHaveSnippets(content.format, content.messages)) return commitVersion(registry, input);
    const record = await recordOf(snippets, input.promptId, content);
    try {
      return commitVersion(registry, { ...input, snippets: record, resolvedText: text });
    } catch (error) {
      const isMoved = error instanceof Refused && error.refusal.code === TEXT_MOVED;
      if (!isMoved || attempt === ATTEMPTS) throw error;
    }
  }
}

/** What every reference of `content` means now, directly and through other snippets, in the order in which a version
 *  keeps it. Refuses as `bad-snippet` what means nothing, goes in a circle or too deep. `promptId` is null for a prompt
 *  that is only about to be made. */
export async function recordOf(
  snippets: Snippets,
  promptId: string | null,
  content: Content,
): Promise<SnippetRecord[]> {
  if (!mayHaveSnippets(content.format, content.messages)) return [];
  const { references } = await snippets.readFacts(content);
  if (references.length === 0) return [];
  const holder = promptId === null ? undefined : { promptId, versionId: null };
  const set = await snippets.resolve(new Set(references.map(({ target }) => target)), { holder });
  for (const [target, meaning] of set.meanings) {
    if (meaning.node === undefined) throw badSnippet(meaning.text, target);
    const fault = findFault(meaning.node, set);
    if (fault && fault.isUnresolved) throw badSnippet(fault.text, target);
  }
  return recordsIn(set);
}

function badSnippet(text: string, target: string): Refused {
  return new Refused('bad-snippet', `This cannot be committed yet. ${text}`, { target });
}

function recordsIn({ meanings, nodes }: SnippetSet): SnippetRecord[] {
  const records = new Map<string, SnippetRecord>();
  for (const [target, { node: key }] of [meanings, ...[...nodes.values()].map((node) => node.meanings)].flatMap(
    (all) => [...all],
  )) {
    const node = key === undefined ? undefined : nodes.get(key);
    if (!node?.version) continue;
    const record = { target, promptId: node.promptId, versionId: node.version.id };
    records.set(JSON.stringify([target, record.promptId, record.versionId]), record);
  }
  return [...records].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, record]) => record);
}
