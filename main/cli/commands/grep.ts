import type { TextHit } from '../../../shared/contract/text-calls.ts';
import { findInTexts, type FindOptions } from '../find-in-texts.ts';
import { note, oneLine, paint, print, printJson } from '../output.ts';
import type { Session } from '../session.ts';

/** One line a match, as `grep -n` has them: the prompt, the message and the line in it, the text. */
export async function grep(
  session: Session,
  [pattern, prefix]: [string, string | undefined],
  options: FindOptions,
): Promise<void> {
  const groups = await findInTexts(session.open(), pattern, prefix, options);
  if (session.json) return printJson(groups);
  if (groups.length === 0) return note('No prompt holds this.');
  print(groups.flatMap(({ name, hits }) => hits.map((hit) => `${paint('bold', name)}${placed(hit)}`)).join('\n'));
  const cut = groups.filter(({ more }) => more).map(({ name }) => name);
  if (cut.length > 0) note(`There are more matches in ${cut.join(', ')} than are listed.`);
}

function placed({ message, line, before, match, after }: TextHit): string {
  return `:${message + 1}:${line}: ${flat(before).trimStart()}${paint(['yellow', 'bold'], flat(match))}${flat(after)}`;
}

/** On one line. Ends stay as they are: a blank beside a match is part of the line. */
function flat(text: string): string {
  return oneLine(`|${text}|`).slice(1, -1);
}
