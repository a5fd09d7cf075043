import { Facet } from '@codemirror/state';
import type { Fix, FoundReference } from '../../shared/contract.ts';

/** A prompt that can be included: its name, what is said of it in small, and whether it is in use here already. */
export type SnippetChoice = { name: string; about: string };

/** What a message's editor asks of the window around it: it knows its own text alone. */
export interface EditorDesk {
  /** Prompts whose names are like `text`, the likeliest first. */
  snippetsLike: (text: string) => readonly SnippetChoice[];
  /** The labels and versions of the prompt of this name, as they are written after `@`. */
  versionsOf: (name: string) => readonly SnippetChoice[];
  /** The names of what the snippet that `target` means has to be given. */
  argumentsOf: (target: string) => Promise<readonly string[]>;
  /** What `target` is and says, for a hover; it may fill itself in a moment later and then calls `grown`. */
  describe: (target: string, grown: () => void) => HTMLElement;
  open: (reference: FoundReference) => void;
  /** Puts a problem right; it may be about more than this editor. */
  fix: (fix: Fix) => void;
}

export const editorDesk = Facet.define<EditorDesk, EditorDesk | null>({ combine: (desks) => desks[0] ?? null });
