import { readContent, type Content } from '../../shared/content.ts';
import { baseName, nameKey } from '../../shared/names.ts';
import { Refused, unwrap } from '../../shared/reply.ts';
import { namesAskedFor } from '../../shared/snippet/names-asked-for.ts';
import { withName } from '../../shared/snippet/reference.ts';
import { retarget } from '../../shared/snippet/write-reference.ts';
import { contentText } from '../registry/commit-version.ts';
import { movePrompts, namesBelow, renameFolder, renamePrompt } from '../registry/edit-prompts.ts';
import type { Snippets } from './snippets.ts';

/*
 * Drafts that ask for a prompt follow it when it is renamed, in the transaction that renames it. Versions need not: they
 * find it by their record, or by the name it had. Giving the old name back brings the drafts back too.
 */

export function renameAndFollow(snippets: Snippets, promptId: string, name: string): Promise<void> {
  return following(snippets, new Map([[promptId, name]]), () => renamePrompt(snippets.registry, promptId, name));
}

export function moveAndFollow(snippets: Snippets, promptIds: string[], folder: string): Promise<void> {
  const names = promptIds.map((id): [string, string] => {
    const base = baseName(snippets.registry.state.prompt(id)?.name ?? '');
    return [id, folder === '' ? base : `${folder}/${base}`];
  });
  return following(snippets, new Map(names), () => movePrompts(snippets.registry, promptIds, folder));
}

export function renameFolderAndFollow(snippets: Snippets, from: string, to: string): Promise<{ prompts: number }> {
  const names = namesBelow(snippets.registry, from).map(({ promptId, name }): [string, string] => [
    promptId,
    to + name.slice(from.length),
  ]);
  return following(snippets, new Map(names), () => renameFolder(snippets.registry, from, to));
}

/** A draft that asks for what is renamed, as it was read and as it is to be. */
type Followed = { prompt: number; revision: number; content: Content };

/** How often it begins again because a draft was saved meanwhile. */
const ATTEMPTS = 5;

/** Runs `rename`, after which prompts (by id) have these names. Refuses what `rename` does. */
async function following<T>(snippets: Snippets, names: ReadonlyMap<string, string>, rename: () => T): Promise<T> {
  const { registry } = snippets;
  for (let attempt = 1; ; attempt++) {
    const followed = await draftsToFollow(snippets, names);
    if (followed.length === 0) return rename();
    try {
      return registry.transaction(() => {
        const result = rename();
        for (const draft of followed) rewrite(snippets, draft);
        return result;
      });
    } catch (error) {
      const isMoved = error instanceof Refused && error.refusal.code === DRAFT_MOVED;
      if (!isMoved || attempt === ATTEMPTS) throw error;
    }
  }
}

const DRAFT_MOVED = 'draft-moved';

function rewrite({ registry }: Snippets, { prompt, revision, content }: Followed): void {
  const now = registry.drafts.get(prompt);
  if (now?.revision !== revision)
    throw new Refused(DRAFT_MOVED, 'A draft that includes this prompt was changed just now. Rename it again.');
  registry.drafts.put(prompt, contentText(content), now.base);
}

async function draftsToFollow(snippets: Snippets, names: ReadonlyMap<string, string>): Promise<Followed[]> {
  const { registry, former } = snippets;
  const keys = new Set<string>();
  for (const id of names.keys()) {
    const prompt = registry.state.promptSeq(id);
    if (prompt === null) continue; // the rename says so
    for (const name of [registry.state.prompt(id)!.name, ...former.of(prompt)]) keys.add(nameKey(name));
  }
  const followed: Followed[] = [];
  for (const { prompt, revision, content: text } of snippets.live.drafts()) {
    const content = readContent(text);
    if (!namesAskedFor(content).some((key) => keys.has(key))) continue;
    const changed = await withNames(snippets, content, names);
    if (changed) followed.push({ prompt, revision, content: changed });
  }
  return followed;
}

/** `content` asking for prompts by their new names; null where it asks for none of them. */
async function withNames(
  snippets: Snippets,
  content: Content,
  names: ReadonlyMap<string, string>,
): Promise<Content | null> {
  const { format } = content;
  const { references } = unwrap(await snippets.templates.check({ format, messages: content.messages }));
  const messages = content.messages.map((message) => ({ ...message }));
  let isChanged = false;
  // From the end, so that the places before it stay true.
  for (const reference of references.toReversed()) {
    const name = names.get(snippets.promptOf(reference.target) ?? '');
    const message = messages[reference.message]!;
    if (name === undefined || withName(reference.target, name) === reference.target) continue;
    const { from, to, insert } = retarget(format, message.text, reference, withName(reference.target, name));
    message.text = message.text.slice(0, from) + insert + message.text.slice(to);
    isChanged = true;
  }
  return isChanged ? { ...content, messages } : null;
}
