import { basename } from 'node:path';
import type { SnippetRecord } from '../../../shared/change.ts';
import type { Content } from '../../../shared/content.ts';
import type { ImportFormat, Loss } from '../../../shared/interchange.ts';
import { nameKey } from '../../../shared/names.ts';
import { Refused, unwrap } from '../../../shared/reply.ts';
import { versionWord } from '../../../shared/version-word.ts';
import { checkInput } from '../../check-input.ts';
import { detectFormat, formatNamed } from '../../interchange/formats.ts';
import { LossList, sentence } from '../../interchange/loss-list.ts';
import { MAX_SOURCE, openSource, sourceFrom, type OpenedSource } from '../../interchange/source-file.ts';
import { commitVersion, type Committed } from '../../registry/commit-version.ts';
import { createPrompt } from '../../registry/edit-prompts.ts';
import type { Registry } from '../../registry/registry.ts';
import { recordOf } from '../../snippets/record-snippets.ts';
import { findPrompt, findVersion, versionRef } from '../find-prompt.ts';
import { note, print, printJson } from '../output.ts';
import type { Session } from '../session.ts';
import { withSnippets } from '../with-snippets.ts';

type Options = { file?: string; stdin?: boolean; format?: ImportFormat; message: string; beside?: string };

export async function commit(session: Session, [name]: [string], options: Options): Promise<void> {
  if (options.file === undefined && !options.stdin)
    throw new Refused('usage', 'Say what to commit: --file FILE, or --stdin.');
  const registry = session.open();
  const source =
    options.file === undefined
      ? sourceFrom('stdin', await readStdin())
      : openSource(options.file, basename(options.file));
  const { content, losses } = readOne(source, options.format);
  const snippets = await snippetsOf(registry, name, content);
  const made = commitContent(registry, name, content, options, snippets);
  for (const loss of losses) note(placed(loss));
  if (session.json) printJson({ name, ...made });
  else print(`${name} ${versionWord(made.number)}${made.isNew ? ', a new prompt' : ''}`);
}

/** The prompt and its version, or neither. A draft of the prompt is left as it is. */
function commitContent(
  registry: Registry,
  name: string,
  content: Content,
  { message, beside }: Options,
  snippets: SnippetRecord[],
): Committed & { promptId: string; isNew: boolean } {
  unwrap(checkInput('prompt.create', { name, content }));
  return registry.transaction(() => {
    const existing = registry.state.promptIdByKey(nameKey(name));
    if (existing !== undefined && registry.state.prompt(existing)!.archived)
      throw new Refused(
        'archived',
        `“${name}” is archived; bring it back with “galley unarchive” before committing to it.`,
      );
    const under =
      beside === undefined
        ? {}
        : { parents: [findVersion(registry, findPrompt(registry, name), versionRef(beside)).id] };
    const promptId = existing ?? createPrompt(registry, name).promptId;
    unwrap(checkInput('version.commit', { promptId, message, expectedHead: null }));
    const made = commitVersion(registry, { promptId, message, content, snippets, ...under });
    return { promptId, isNew: existing === undefined, ...made };
  });
}

/** What the references of `content` mean. Throws `Refused('bad-snippet')` where one means nothing. */
function snippetsOf(registry: Registry, name: string, content: Content): Promise<SnippetRecord[]> {
  const promptId = registry.state.promptIdByKey(nameKey(name)) ?? null;
  return withSnippets(registry, (snippets) => recordOf(snippets, promptId, content));
}

/** The one prompt in `source`, in its newest version. A file of no known kind is one user message. */
function readOne(source: OpenedSource, named?: ImportFormat): { content: Content; losses: Loss[] } {
  const format =
    named === undefined
      ? (detectFormat({ path: source.path, start: source.start() }) ?? formatNamed('text'))
      : formatNamed(named);
  const losses = new LossList(false);
  const found: Content[] = [];
  const context = { lose: losses.add.bind(losses), mapping: null, siblings: new Map([[source.path, source]]) };
  for (const prompt of format.read(source, context)) {
    const newest = prompt.versions.at(-1);
    if (newest) found.push(newest.content);
    if (found.length > 1)
      throw new Refused('many-prompts', `${source.path} holds more than one prompt; add them with “galley import”.`);
  }
  const [content] = found;
  if (content) return { content, losses: losses.shown };
  const why = losses.shown.find((loss) => loss.severity === 'error');
  throw new Refused('no-prompt', why ? placed(why) : `${source.path} holds no prompt.`);
}

/** Without the prompt's name: the file's own name for it is not what it is committed as. */
function placed(loss: Loss): string {
  return sentence({ ...loss, prompt: undefined });
}

async function readStdin(): Promise<Uint8Array> {
  if (process.stdin.isTTY) note('Write the prompt; end it with Ctrl+D on a line of its own.');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_SOURCE) break; // sourceFrom refuses it with its sentence
  }
  return Buffer.concat(chunks);
}
