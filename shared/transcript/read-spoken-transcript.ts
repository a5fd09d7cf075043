import type { Message, Role } from '../content.ts';
import type { Transcript } from './read-transcript.ts';
import { roleNamed } from './role-names.ts';

/** A line that says who speaks. `from` is where the line begins, `said` where what is said begins. */
type Mark = { style: string; role: Role; from: number; said: number; alone: boolean };

const HEADING = /^(#{1,6})[ \t]+([A-Za-z]+)(?:[ \t]+(?:prompt|message))?[ \t]*:?[ \t]*$/;
const BOLD = /^(?:\*\*([A-Za-z]+):\*\*|\*\*([A-Za-z]+)\*\*:)[ \t]?/;
const SAID = /^([A-Za-z]+) said:[ \t]?/;
const PLAIN = /^([A-Za-z]+):(?:[ \t]|$)/;

/** Reads a conversation written down with the speaker before each turn, as `User: …`, `**User:** …`, `You said: …` or under a
 *  heading `### User`. Only marks of the first one's style count, the first of them begins the text, and the roles must make a
 *  conversation: a note with one `System:` in it is none. */
export function readSpokenTranscript(text: string): Transcript | null {
  const marks = marksIn(text);
  const [first] = marks;
  if (first === undefined || text.slice(0, first.from).trim() !== '') return null;
  const same = marks.filter((mark) => mark.style === first.style);
  if (!isConversation(same)) return null;
  const messages = same.map((mark, index): Message => {
    const end = same[index + 1]?.from ?? text.length;
    return { role: mark.role, text: withoutBlankEnd(text.slice(mark.said, end)) };
  });
  return { messages, leftOut: [] };
}

function marksIn(text: string): Mark[] {
  const marks: Mark[] = [];
  for (let from = 0; from < text.length;) {
    const end = text.indexOf('\n', from);
    const next = end < 0 ? text.length : end + 1;
    const line = text.slice(from, end < 0 ? undefined : end).replace(/\r$/, '');
    const found = markOf(line);
    if (found !== null) {
      const alone = line.slice(found.length).trim() === '';
      marks.push({ style: found.style, role: found.role, from, said: alone ? next : from + found.length, alone });
    }
    from = next;
  }
  return marks;
}

function markOf(line: string): { style: string; role: Role; length: number } | null {
  const heading = HEADING.exec(line);
  const bold = BOLD.exec(line);
  const said = SAID.exec(line);
  const plain = PLAIN.exec(line);
  const found = heading ?? bold ?? said ?? plain;
  if (found === null) return null;
  const name = heading ? heading[2]! : (found[1] ?? found[2])!;
  const role = said !== null && name.toLowerCase() === 'you' ? 'user' : roleNamed(name);
  if (role === null) return null;
  const style = heading ? heading[1]! : bold ? 'bold' : said ? 'said' : 'plain';
  return { style, role, length: found[0].length };
}

/** A question and an answer; or instructions and a question, each under its own line, which a list of facts is not. */
function isConversation(marks: readonly Mark[]): boolean {
  const has = (...roles: Role[]) => marks.some((mark) => roles.includes(mark.role));
  if (!has('user')) return false;
  return has('assistant') || (has('system', 'developer') && marks.every((mark) => mark.alone));
}

/** Without the blank lines that part a turn from the next, and without the end of its last line. */
function withoutBlankEnd(text: string): string {
  const content = text.trimEnd();
  const lineEnd = text.indexOf('\n', content.length);
  if (lineEnd < 0) return text;
  return text.slice(0, text[lineEnd - 1] === '\r' ? lineEnd - 1 : lineEnd);
}
