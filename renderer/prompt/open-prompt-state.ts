import type { FoundReference, FoundVariable, Problem, PromptDetail } from '../../shared/contract.ts';
import { type Content, emptyContent, type Role } from '../../shared/content.ts';
import type { SaveState } from './draft-saver.ts';

/** A message on the screen; its text is in the documents, under its key. */
export type MessageItem = { key: string; role: Role; collapsed: boolean };
/** Everything a content says besides its messages. */
export type Rest = Omit<Content, 'messages'>;
/** `pauses` tells which text it is about. */
export type Check = {
  variables: FoundVariable[];
  references: FoundReference[];
  problems: Problem[];
  pauses: number;
};

export type OpenPromptState = {
  /** Why the prompt could not be read; null while all is well. */
  failure: string | null;
  /** What the host last said; null until it has answered. */
  detail: PromptDetail | null;
  items: readonly MessageItem[];
  rest: Rest;
  /** Counts pauses in typing: what follows the text (checks, previews, counts) follows this. */
  pauses: number;
  check: Check;
  save: SaveState;
  /** Counts the draft's saves; 0 while there is no draft. */
  revision: number;
  base: { versionId: string; number: number | null } | null;
};

/** What there is before the host has answered. */
export function unreadPrompt(): OpenPromptState {
  const { messages: _, ...rest } = emptyContent();
  return {
    failure: null,
    detail: null,
    items: [],
    rest,
    pauses: 0,
    check: { variables: [], references: [], problems: [], pauses: 0 },
    save: { kind: 'settled' },
    revision: 0,
    base: null,
  };
}

/** The version a prompt's draft was begun from. */
export function baseOf({ draft, headVersion }: PromptDetail): OpenPromptState['base'] {
  if (draft) return draft.baseVersionId === null ? null : { versionId: draft.baseVersionId, number: draft.baseNumber };
  return headVersion ? { versionId: headVersion.id, number: headVersion.number } : null;
}
