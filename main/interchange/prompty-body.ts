import type { Message, Role } from '../../shared/content.ts';
import type { Report } from './reading.ts';

/** A line that is a role alone: `system:`, `# user:`, `user[name="Ana"]:`. As Prompty's parser has it, in any case. */
const ROLE_LINE =
  /^[ \t]*#?[ \t]*(system|developer|user|assistant|tool|function)[ \t]*(\[[^\]\n]*\])?[ \t]*:[ \t]*\r?$/gim;

/** The messages of a body. What stands before the first role is a system message; blank lines around a message are not
 *  part of it; a line that is only `{{name}}` of a thread is the place where its messages are put in. */
export function readBody(body: string, threads: ReadonlySet<string>): Message[] {
  const messages: Message[] = [];
  let role: Role = 'system';
  let from = 0;
  let named = false;
  for (const match of [...body.matchAll(ROLE_LINE), null]) {
    const text = body.slice(from, match?.index);
    const split = splitThreads(role, text, threads);
    if (named || split.some((message) => message.text !== '')) messages.push(...split);
    if (match === null) break;
    const called = match[1]?.toLowerCase();
    role = called === 'function' ? 'tool' : (called as Role);
    from = match.index + match[0].length;
    named = true;
  }
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
  const images = body.match(/!\[[^\]\n]*\]\([^)\n]+\)/g)?.length ?? 0;
  if (images > 0)
    report.note(
      `${images === 1 ? 'An image is' : `${images} images are`} kept as text: Galley's messages hold text only.`,
    );
  if (/^[ \t]*#?[ \t]*\{\{[^{}\n]+\}\}[ \t]*:[ \t]*\r?$/m.test(body))
    report.loss(
      'Roles that the template itself writes are kept as text: in Galley roles are fixed before anything is filled in.',
    );
  for (const [, role, attributes] of body.matchAll(ROLE_LINE))
    if (attributes !== undefined) report.loss(`What stands beside the role ${role}, ${attributes}, was left behind.`);
}

function splitThreads(role: Role, text: string, threads: ReadonlySet<string>): Message[] {
  const messages: Message[] = [];
  let lines: string[] = [];
  const close = (always: boolean) => {
    const trimmed = trimBlankLines(lines.join('\n'));
    if (always || trimmed !== '') messages.push({ role, text: trimmed });
    lines = [];
  };
  for (const line of text.split('\n')) {
    const name = /^\s*\{\{\s*([\w.-]+)\s*\}\}\s*$/.exec(line)?.[1];
    if (name === undefined || !threads.has(name)) lines.push(line);
    else {
      close(false);
      messages.push({ role: 'placeholder', text: name });
    }
  }
  close(messages.length === 0);
  return messages;
}

function trimBlankLines(text: string): string {
  return text.replace(/^(?:[ \t]*\r?\n)+/, '').replace(/(?:\r?\n[ \t]*)+$/, '');
}
