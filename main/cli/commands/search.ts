import type { SearchHit } from '../../../shared/contract.ts';
import { searchPrompts } from '../../registry/search.ts';
import { note, oneLine, paint, print, printJson } from '../output.ts';
import type { Session } from '../session.ts';

export function search(session: Session, [words]: [string[]], options: { label?: string; limit: number }): void {
  const { label, limit } = options;
  const { hits, more } = searchPrompts(session.open(), { text: words.join(' '), label, archived: false, limit });
  if (session.json) return printJson(hits);
  if (hits.length === 0) return note('No prompt holds all of these words.');
  print(hits.map(block).join('\n'));
  if (more) note(`There are more than ${limit}; show more with --limit, or say more words.`);
}

function block(hit: SearchHit): string {
  const name = marked(hit.name, hit.nameMatches, (text) => paint('bold', text));
  if (!hit.fragment) return name;
  return `${name}\n    ${marked(hit.fragment.text, hit.fragment.matches, (text) => paint('dim', text))}`;
}

/** `text` on one line with its matches painted; `rest` paints what is between them. */
function marked(text: string, matches: [number, number][], rest: (text: string) => string): string {
  // Ends stay as they are: a blank beside a match is part of the line.
  const flat = (from: number, to?: number) => oneLine(`|${text.slice(from, to)}|`).slice(1, -1);
  let line = '';
  let end = 0;
  for (const [from, to] of matches) {
    line += rest(flat(end, from)) + paint(['yellow', 'bold'], flat(from, to));
    end = to;
  }
  return line + rest(flat(end));
}
