import type { Json } from '../canonical-json.ts';
import type { Content, TemplateFormat } from '../content.ts';
import { type MergedJson, mergeJson } from './merge-json.ts';
import { type MergedMessages, mergeMessages } from './merge-messages.ts';
import { type MergedNamed, mergeNamed } from './merge-named.ts';
import { type Merged, mergeValue } from './three-way.ts';
import { newWordBudget } from './weave-words.ts';

/** Two contents merged over the one both came from: everything that either side changed, with whose change it is, and
 *  what has to be decided (see `conflictsOf`, `resolved`). */
export type ContentMerge = {
  format: Merged<TemplateFormat>;
  messages: MergedMessages;
  settings: MergedJson;
  variables: MergedNamed;
  tools: MergedNamed;
  responseSchema: MergedJson;
  extra: MergedJson;
};

/** Merges three contents: messages by role and likeness, their texts by line and then by word, everything else by name
 *  and member. A null base is no common past: what both sides say alike stays, what one says alone stays too. What one
 *  side took out and the other changed is a conflict. The same from either side, but for whose is whose. */
export function mergeContent(base: Content | null, mine: Content, theirs: Content): ContentMerge {
  const budget = newWordBudget();
  return {
    format: mergeValue<TemplateFormat | null>(
      'format',
      base?.format ?? null,
      mine.format,
      theirs.format,
    ) as Merged<TemplateFormat>,
    messages: mergeMessages(base?.messages ?? [], mine.messages, theirs.messages, budget),
    settings: mergeJson('settings', plain(base?.settings ?? {}), plain(mine.settings), plain(theirs.settings)),
    variables: mergeNamed('variables', base?.variables ?? [], mine.variables, theirs.variables),
    tools: mergeNamed('tools', base?.tools ?? [], mine.tools, theirs.tools),
    responseSchema: mergeJson(
      'response schema',
      base?.responseSchema ?? undefined,
      mine.responseSchema ?? undefined,
      theirs.responseSchema ?? undefined,
    ),
    extra: mergeJson('extra', base?.extra ?? {}, mine.extra, theirs.extra),
  };
}

function plain(settings: Content['settings']): Json {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}
