import type { Place } from './template-language.ts';

/** How a snippet's text stands on the line of its tag. Mustache and Handlebars take a tag alone on its line for the
 *  whole line: its indentation is put before every line of the snippet, and the line's end goes. Their partials are
 *  files, which end with a line break; a snippet mostly does not, so the break of the tag's line then stays. */
export type Standing = { indent: string; lineEnd: string };

/** Null where other text stands on the line of the tag. */
export function standingOf(text: string, tag: Place): Standing | null {
  const before = /(?:^|\n)([ \t]*)$/.exec(text.slice(Math.max(text.lastIndexOf('\n', tag.from - 1), 0), tag.from));
  const after = /^[ \t]*(\r?\n|$)/.exec(text.slice(tag.to));
  return before && after ? { indent: before[1] ?? '', lineEnd: after[1] ?? '' } : null;
}

export function endedLine(output: string, standing: Standing | null): string {
  return standing === null || output === '' || output.endsWith('\n') ? output : output + standing.lineEnd;
}

export function indentedLines(output: string, indent: string): string {
  if (indent === '' || output === '') return output;
  const lines = output.split('\n');
  return lines.map((line, index) => (line === '' && index === lines.length - 1 ? line : indent + line)).join('\n');
}
