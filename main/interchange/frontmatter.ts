/** A file with a head of YAML between two `---` lines. Lines count from 1. */
export type Frontmatter = {
  /** null where the file has no head. */
  head: string | null;
  /** The line on which `head` begins. */
  headLine: number;
  /** Everything after the line that closes the head, to the byte; the whole text where there is no head. */
  body: string;
  bodyLine: number;
  /** The text begins like a head whose closing line is missing; `body` is then the whole text. */
  unclosed: boolean;
};

const OPENING = /^\s*---[ \t]*(?:\r?\n|$)/;
const CLOSING = /^---[ \t]*(?:\r?\n|$)/m;

/** Splits `text` into its YAML head and its body. Blank lines may stand before the head; line ends may be CR LF. */
export function readFrontmatter(text: string): Frontmatter {
  const opening = OPENING.exec(text)?.[0] ?? null;
  if (opening === null) return { head: null, headLine: 1, body: text, bodyLine: 1, unclosed: false };
  const rest = text.slice(opening.length);
  const closing = CLOSING.exec(rest);
  if (closing === null) return { head: null, headLine: 1, body: text, bodyLine: 1, unclosed: true };
  const head = rest.slice(0, closing.index);
  const headLine = 1 + countLineEnds(opening);
  return {
    head,
    headLine,
    body: rest.slice(closing.index + closing[0].length),
    bodyLine: headLine + countLineEnds(head) + 1,
    unclosed: false,
  };
}

function countLineEnds(text: string): number {
  return text.split('\n').length - 1;
}
