import type { SnippetRecord } from '../../shared/change.ts';
import { Content, printContent } from '../../shared/content.ts';
import { Refused } from '../../shared/reply.ts';
import { versionWord } from '../../shared/version-word.ts';
import { promptSeq } from './prompt-queries.ts';
import type { Registry } from './registry.ts';
import { headContentText, numberOf, versionAt, versionById } from './version-queries.ts';

/** The code of a commit whose draft was saved anew while its references were looked up. */
export const TEXT_MOVED = 'text-moved';

export type Committed = { versionId: string; number: number | null };

export type CommitInput = {
  promptId: string;
  message: string;
  expectedHead?: string | null;
  draftRevision?: number;
  content?: Content;
  /** Builds on the version the draft was begun from; newer ones stay beside it. */
  beside?: boolean;
  /** Builds on these versions instead of the newest one: on an older one, or as the merge of two. */
  parents?: string[];
  /** What the references of the text were found to mean; see `recordOf`. */
  snippets?: SnippetRecord[];
  /** The text that `snippets` is about, as canonical JSON: where it is another by now, `text-moved` is refused. */
  resolvedText?: string;
};

/**
 * Makes a version of `content` (or of the draft, where none is given) on top of the newest one. The draft goes once a
 * version says what it says: a `content` from elsewhere leaves the writer's own words alone. A merge may say what one of
 * its parents says: it settles that nothing is missing.
 * Refuses: `no-draft`, `unchanged`, `head-moved` (someone committed since `expectedHead`; undefined does not ask),
 * `stale-draft` (another window saved since `draftRevision`), `message-needed`, and what the fold refuses.
 */
export function commitVersion(registry: Registry, input: CommitInput): Committed {
  return registry.transaction(() => {
    const prompt = promptSeq(registry, input.promptId);
    const { name, head } = registry.state.prompt(input.promptId)!;
    const message = input.message.trim();
    if (message === '' && registry.state.workspace()!.requireMessage)
      throw new Refused('message-needed', 'This workspace asks for a message with every version: say what changed.');
    const newestRow = head === 0 ? null : versionAt(registry, prompt, head);
    const headId = newestRow?.id ?? null;
    const headWord = versionWord(newestRow?.number ?? null);
    if (input.expectedHead !== undefined && input.expectedHead !== headId)
      throw new Refused(
        'head-moved',
        `“${name}” has a newer version, ${headWord}. Look at what changed, then commit again.`,
        { headId, head },
      );
    if (input.draftRevision !== undefined) assertDraftSeen(registry, prompt, input.draftRevision);
    const stored = registry.drafts.get(prompt);
    const draft = stored?.content;
    const text = input.content ? contentText(input.content) : draft;
    if (text === undefined) throw new Refused('no-draft', `“${name}” has no draft to commit.`);
    if (input.resolvedText !== undefined && input.resolvedText !== text)
      throw new Refused(TEXT_MOVED, `“${name}” was changed while it was committed; commit it again.`);
    const what = input.content ? 'This' : 'This draft';
    const newest = headId === null ? [] : [headId];
    const base = input.beside ? (stored?.base ?? null) : null;
    const besides = input.beside && base !== head ? idsAt(registry, prompt, base) : newest;
    const parents = input.parents ?? besides;
    if (parents.length < 2 && text === headContentText(registry, prompt))
      throw new Refused('unchanged', `${what} is the same as ${headWord}, the newest version of “${name}”.`);
    const [parent] = parents;
    if (parents.length === 1 && parent !== headId && text === contentText(versionById(registry, parent!).content))
      throw new Refused('unchanged', `${what} is the same as the version it was begun from.`);
    const { seq, effects } = registry.record({
      kind: 'version.committed',
      body: {
        promptId: input.promptId,
        parents,
        message,
        ...(input.snippets?.length ? { snippets: input.snippets } : {}),
      },
      content: text,
    });
    if (draft === text) registry.drafts.remove(prompt);
    const version = effects.find((effect) => effect.table === 'version')!;
    return { versionId: version.row.id, number: numberOf(version.row.number, seq) };
  });
}

function idsAt(registry: Registry, prompt: number, place: number | null): string[] {
  const version = place === null ? null : versionAt(registry, prompt, place);
  return version ? [version.id] : [];
}

/** Far beyond any prompt, and below what a packed body may unpack to (see version-body.ts), whatever the letters. */
const MAX_CONTENT = 40_000_000; // characters

/** The canonical JSON of `content`. Throws `Refused('bad-content')` on text that cannot be kept as it is. */
export function contentText(content: Content): string {
  const text = printed(content);
  if (text.length <= MAX_CONTENT) return text;
  const [has, may] = [text.length, MAX_CONTENT].map((length) => length.toLocaleString('en'));
  throw new Refused('bad-content', `This version has ${has} characters in all its messages; it may have ${may}.`);
}

function printed(content: Content): string {
  try {
    return printContent(content);
  } catch (error) {
    throw new Refused('bad-content', `This text cannot be kept: ${(error as Error).message}.`);
  }
}

/** Throws `Refused('stale-draft')` where the draft is not at the save that was looked at (0: none): another window saved
 *  since, and its words must not be lost or committed unseen. */
export function assertDraftSeen(registry: Registry, prompt: number, revision: number): void {
  const kept = registry.drafts.get(prompt)?.revision ?? 0;
  if (kept === revision) return;
  throw new Refused('stale-draft', 'This draft was changed in another window. Take that text, or keep this one.', {
    revision: kept,
  });
}
