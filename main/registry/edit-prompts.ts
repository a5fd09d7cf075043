import type { Content } from '../../shared/content.ts';
import { newId } from '../../shared/ids.ts';
import { baseName } from '../../shared/names.ts';
import { Refused } from '../../shared/reply.ts';
import { idText } from './bytes.ts';
import { contentText } from './commit-version.ts';
import { currentContent, promptSeq } from './prompt-queries.ts';
import type { Registry } from './registry.ts';

/** Makes a prompt with no version yet; `content` becomes its draft. */
export function createPrompt(registry: Registry, name: string, content?: Content): { promptId: string } {
  return registry.transaction(() => {
    const promptId = newId();
    const { seq } = registry.record({ kind: 'prompt.created', body: { promptId, name } });
    if (content) registry.drafts.put(seq, contentText(content), null);
    return { promptId };
  });
}

/** A new prompt that says what this one says now (its draft, else its newest version), as a draft, with its tags. */
export function duplicatePrompt(registry: Registry, promptId: string, name: string): { promptId: string } {
  return registry.transaction(() => {
    const source = currentContent(registry, promptSeq(registry, promptId));
    const copy = createPrompt(registry, name, source ?? undefined);
    const { tags } = registry.state.prompt(promptId)!;
    if (tags.length > 0) registry.record({ kind: 'prompt.tagged', body: { promptId: copy.promptId, tags } });
    return copy;
  });
}

export function renamePrompt(registry: Registry, promptId: string, name: string): void {
  registry.transaction(() => {
    if (registry.state.prompt(promptId)?.name !== name)
      registry.record({ kind: 'prompt.renamed', body: { promptId, name } });
  });
}

/** Moves prompts into `folder` ('' is the top), all or none. */
export function movePrompts(registry: Registry, promptIds: string[], folder: string): void {
  registry.transaction(() => {
    for (const promptId of promptIds) {
      promptSeq(registry, promptId);
      const base = baseName(registry.state.prompt(promptId)!.name);
      renamePrompt(registry, promptId, folder === '' ? base : `${folder}/${base}`);
    }
  });
}

/** Renames a folder: every prompt below it, archived ones too, all or none. */
export function renameFolder(registry: Registry, from: string, to: string): { prompts: number } {
  return registry.transaction(() => {
    const below = namesBelow(registry, from);
    if (below.length === 0) throw new Refused('no-folder', `There is no folder called “${from}”.`);
    if (`${to}/`.startsWith(`${from}/`) && to !== from)
      throw new Refused('inside-itself', `“${from}” cannot be moved into itself.`);
    for (const { promptId, name } of below) renamePrompt(registry, promptId, to + name.slice(from.length));
    return { prompts: below.length };
  });
}

/** The prompts in a folder and those below it, archived ones too, by name. */
export function namesBelow(registry: Registry, folder: string): { promptId: string; name: string }[] {
  return registry.statements
    .all<{ id: Buffer; name: string }>('SELECT id, name FROM prompts ORDER BY name_key')
    .filter(({ name }) => name.startsWith(`${folder}/`))
    .map(({ id, name }) => ({ promptId: idText(id), name }));
}

export function archivePrompts(registry: Registry, promptIds: string[], archived: boolean): void {
  registry.transaction(() => {
    for (const promptId of promptIds) {
      promptSeq(registry, promptId);
      if (registry.state.prompt(promptId)!.archived === archived) continue;
      registry.record({ kind: archived ? 'prompt.archived' : 'prompt.unarchived', body: { promptId } });
    }
  });
}

export function tagPrompts(registry: Registry, promptIds: string[], add: string[], remove: string[]): void {
  registry.transaction(() => {
    for (const promptId of promptIds) {
      promptSeq(registry, promptId);
      const { tags } = registry.state.prompt(promptId)!;
      const wanted = [...new Set([...tags.filter((tag) => !remove.includes(tag)), ...add])].toSorted();
      if (wanted.join('\n') !== tags.join('\n'))
        registry.record({ kind: 'prompt.tagged', body: { promptId, tags: wanted } });
    }
  });
}
