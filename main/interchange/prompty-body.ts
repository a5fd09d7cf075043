import type { Message, Role } from '../../shared/content.ts';
import type { Report } from './reading.ts';

/** A line that is a role alone: `system:`, `# user:`, `user[name="Ana"]:`. As Prompty's parser has it, in any case. */
const ROLE_LINE = /^(?:#[ \t]*)?(system|developer|user|assistant|tool|function)[ \t]*(\[[^\]]*\])?[ \t]*:$/i;
/** No line that means something is longer; patterns over longer ones would take time in the square of their length. */
const MAX_MARK = 500;

/** The messages of a body. What stands before the first role is a system message; blank lines around a message are not
 *  part of it; a line that is only `{{name}}` of a thread is the place where its messages are put in. */
export function readBody(body: string, threads: ReadonlySet<string>): Message[] {
  const messages: Message[] = [];
  let role: Role = 'system';
  let isNamed = false;
  let lines: string[] = [];
  const close = () => {
    const split = splitThreads(role, lines, threads);
    if (isNamed || split.some((message) => message.text !== '')) messages.push(...split);
    lines = [];
  };
  for (const line of body.split('\n')) {
    const named = roleIn(line)?.role;
    if (named === undefined) lines.push(line);
    else {
      // What ended the last line of the message before.
      lines.push('');
      close();
      role = named;
      isNamed = true;
    }
  }
  close();
  return messages;
}

/** The body that reads as `messages`, as far as Prompty can tell them apart. */
export function writeBody(messages: readonly Message[]): string {
  return messages
    .map(({ role, text }) => (role === 'placeholder' ? `{{${text}}}\n` : `${role}:\n${text}\n`))
    .join('\n');
}

/** Reports what in `body` Prompty does when it runs and Galley keeps as text. */
export function reportBody(body: string, report: Report): void {
  const images = body.match(/!\[[^\]\n]{0,500}\]\([^)\n]{1,500}\)/g)?.length ?? 0;
  if (images > 0)
    report.note(
      `${images === 1 ? 'An image is' : `${images} images are`} kept as text: Galley's messages hold text only.`,
    );
  const lines = body.split('\n');
  if (lines.some((line) => line.length <= MAX_MARK && /^(?:#[ \t]*)?\{\{[^{}]+\}\}[ \t]*:$/.test(line.trim())))
    report.loss(
      'Roles that the template itself writes are kept as text: in Galley roles are fixed before anything is filled in.',
    );
  for (const line of lines) {
    const named = roleIn(line);
    if (named?.attributes)
      report.loss(`What stands beside the role ${named.role}, ${named.attributes}, was left behind.`);
  }
}

function roleIn(line: string): { role: Role; attributes: string | undefined } | null {
  const match = line.length <= MAX_MARK ? ROLE_LINE.exec(line.trim()) : null;
  if (match === null) return null;
  const called = match[1]?.toLowerCase();
  return { role: called === 'function' ? 'tool' : (called as Role), attributes: match[2] };
}

function splitThreads(role: Role, lines: readonly string[], threads: ReadonlySet<string>): Message[] {
  const messages: Message[] = [];
  let open: string[] = [];
  const close = () => {
    const text = withoutBlankEnds(open);
    if (text !== '') messages.push({ role, text });
    open = [];
  };
  for (const line of lines) {
    const name = line.length <= MAX_MARK ? /^\{\{\s*([\w.-]+)\s*\}\}$/.exec(line.trim())?.[1] : undefined;
    if (name === undefined || !threads.has(name)) open.push(line);
    else {
      open.push('');
      close();
      messages.push({ role: 'placeholder', text: name });
    }
  }
  close();
  return messages.length > 0 ? messages : [{ role, text: '' }];
}

/** The lines as a text that neither begins nor ends with a line end. */
function withoutBlankEnds(lines: readonly string[]): string {
  let from = 0;
  let to = lines.length;
  while (from < to - 1 && isBlank(lines[from])) from++;
  while (to > from + 1 && isBlank(lines[to - 1])) to--;
  const text = lines.slice(from, to).join('\n');
  // The CR belonged to the line end that was taken off.
  return to < lines.length && text.endsWith('\r') ? text.slice(0, -1) : text;
}

function isBlank(line: string | undefined): boolean {
  return line !== undefined && /^[ \t]*\r?$/.test(line);
}
