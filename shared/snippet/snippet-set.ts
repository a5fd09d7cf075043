import type { Message, TemplateFormat, Variable } from '../content.ts';

/** How deep snippets may include each other: a prompt, and eight below it. */
export const MAX_DEPTH = 8;

/** What a target means, or why it means nothing: a code and a sentence, and what could be written instead. */
export type Meaning =
  | { node: string; /** Its name today, where it is asked for by a former one. */ renamedTo?: string }
  | {
      node?: undefined;
      code: string;
      text: string;
      instead: string[];
      /** A name that a snippet could be made under. */ create?: string;
    };

export type Meanings = ReadonlyMap<string, Meaning>;

/** A snippet as it was resolved: all that is needed to check what includes it, and to fill it in. Plain data. */
export type SnippetNode = {
  promptId: string;
  name: string;
  /** Null for a text that is no version yet. */
  version: { id: string; number: number | null } | null;
  isArchived: boolean;
  format: TemplateFormat;
  messages: readonly Message[];
  variables: readonly Variable[];
  /** Names that its own texts ask for. */
  asks: readonly string[];
  /** What of that is but the name of a list of messages, which may be absent. */
  lists: readonly string[];
  references: readonly { target: string; given: readonly string[] }[];
  meanings: Meanings;
  /** The first mistake in its own texts, as a sentence. */
  mistake: string | null;
};

/** What the references of a text mean, and everything they reach. */
export type SnippetSet = {
  /** The prompt whose text it is, where it is one. */
  holder: { promptId: string; name: string } | null;
  meanings: Meanings;
  nodes: ReadonlyMap<string, SnippetNode>;
};

/** What `node` needs to be given: names up to the first point, without those that have a default. */
export function neededBy(node: SnippetNode): string[] {
  const hasDefault = (name: string): boolean =>
    node.variables.some((variable) => variable.default !== undefined && isWithin(name, variable.name));
  const needed = node.asks.filter((name) => !name.startsWith('@') && !hasDefault(name)).map(rootOf);
  return [...new Set(needed)].filter((name) => !node.lists.includes(name));
}

/** Whether a text uses what is given to it as `name`. */
export function isUsedBy(node: SnippetNode, name: string): boolean {
  return node.asks.some((asked) => rootOf(asked) === rootOf(name)) || node.lists.includes(name);
}

function rootOf(name: string): string {
  return name.split('.', 1)[0]!;
}

/** Whether `user.name` is, or is part of, `user`. */
export function isWithin(name: string, whole: string): boolean {
  return name === whole || name.startsWith(`${whole}.`);
}
