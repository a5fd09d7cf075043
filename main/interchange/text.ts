import type { Message } from '../../shared/content.ts';
import type { CarriedPrompt } from '../../shared/interchange.ts';
import { baseName, folderOf } from '../../shared/names.ts';
import { filePaths } from './file-name.ts';
import type { Format, ReadContext, SourceFile, WriteContext, WrittenFile } from './format.ts';
import { readMessages, readName, reportAt, type Report } from './reading.ts';
import { guessFormat } from './template-guess.ts';
import { historyNotice, newestOf, reportFor } from './writing.ts';

const TITLE = 'Plain text';
const ENDING = /\.(?:md|markdown|txt)$/i;
/** Files that hold one message of the prompt their folder is called after. */
const ROLE_FILE = /^(system|user)\.(?:md|markdown|txt)$/i;

/** A prompt per file, called by its path: the whole text, to the byte, is one user message. `name/system.md` and
 *  `name/user.md` are the two messages of `name`. */
export const text: Format = {
  name: 'text',
  title: TITLE,
  endings: ['.md', '.markdown', '.txt'],
  carriesHistory: false,
  detect: ({ path }) => (ENDING.test(path) ? 1 : 0),
  read: readText,
  write: writeText,
};

function* readText(file: SourceFile, context: ReadContext): Generator<CarriedPrompt> {
  const role = ROLE_FILE.exec(baseName(file.path))?.[1]?.toLowerCase();
  const folder = folderOf(file.path);
  if (role === undefined || folder === '') {
    const message: Message = { role: role === 'system' ? 'system' : 'user', text: file.text() };
    yield* promptOf(file.path.replace(ENDING, ''), [message], file, context);
    return;
  }
  const system = role === 'system' ? file : siblingOf(folder, 'system', context);
  // The pair is one prompt: it is read with its first file.
  if (role === 'user' && system) return;
  const user = role === 'user' ? file : siblingOf(folder, 'user', context);
  const messages: Message[] = [];
  if (system) messages.push({ role: 'system', text: system.text() });
  // Collections in this manner often hold an empty user.md.
  const asked = user?.text() ?? '';
  if (asked !== '') messages.push({ role: 'user', text: asked });
  yield* promptOf(folder, messages, file, context);
}

function siblingOf(folder: string, role: string, context: ReadContext): SourceFile | undefined {
  const paths = text.endings.map((ending) => `${folder}/${role}${ending}`);
  return paths.map((path) => context.siblings.get(path)).find((file) => file !== undefined);
}

function* promptOf(
  path: string,
  messages: Message[],
  file: SourceFile,
  context: ReadContext,
): Generator<CarriedPrompt> {
  const name = readName(path, reportAt(context, { file: file.path }), true);
  if (name === null) return;
  const report = reportAt(context, { file: file.path, prompt: name });
  const { format, why } = guessFormat(messages.map((message) => message.text));
  const content = readMessages(messages, format, report);
  if (content === null) return;
  if (why !== null) report.note(why);
  yield { name, tags: [], versions: [{ content, message: '' }], labels: {}, file: file.path };
}

function* writeText(prompts: Iterable<CarriedPrompt>, context: WriteContext): Generator<WrittenFile> {
  const pathOf = filePaths();
  const notice = historyNotice(TITLE, context);
  for (const prompt of prompts) {
    const report = reportFor(prompt, `${prompt.name}.md`, context);
    const version = newestOf(prompt, TITLE, {}, report);
    if (version === null) continue;
    notice(version);
    const { messages, format } = version.content;
    if (guessFormat(messages.map((message) => message.text)).format !== format)
      report.loss(`A text file does not say that the template format is ${format}.`);
    for (const file of filesOf(prompt.name, messages, report))
      yield { path: pathOf(file.name, '.md', report), bytes: encode(file.text) };
  }
}

/** A reader drops one byte order mark, so a text that begins with one gets another. */
function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text.startsWith('\ufeff') ? `\ufeff${text}` : text);
}

/** The files of one prompt. A user message is a file by itself; a system message, or both, stand in a folder. Whatever
 *  else there is becomes one text with a heading for each role, which reads back as one user message. */
function filesOf(name: string, messages: readonly Message[], report: Report): { name: string; text: string }[] {
  const [first, second] = messages;
  const isRoleName = /^(?:system|user)$/i.test(baseName(name));
  if (messages.every((message) => message.text.trim() === '')) {
    report.skip('This prompt is empty and was not exported.');
    return [];
  }
  if (first && !second && first.role === 'user')
    return [{ name: isRoleName ? `${name}/user` : name, text: first.text }];
  if (first && !second && first.role === 'system') return [{ name: `${name}/system`, text: first.text }];
  if (first?.role === 'system' && second?.role === 'user' && messages.length === 2 && second.text !== '')
    return [
      { name: `${name}/system`, text: first.text },
      { name: `${name}/user`, text: second.text },
    ];
  report.loss('A text file has no roles: the messages were written one below the other and come back as one.');
  const text = messages.map(({ role, text }) => `# ${role}\n\n${text}${text.endsWith('\n') ? '' : '\n'}`).join('\n');
  return [{ name: isRoleName ? `${name}/user` : name, text }];
}
