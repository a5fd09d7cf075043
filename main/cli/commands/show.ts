import type { Content, Message } from '../../../shared/content.ts';
import type { CopyKind } from '../../../shared/contract/model-calls.ts';
import type { PromptRow, RecordedSnippet, Version } from '../../../shared/contract.ts';
import { redactedWords } from '../../../shared/redacted-words.ts';
import { nameKey } from '../../../shared/names.ts';
import { newestWord, versionWord } from '../../../shared/version-word.ts';
import { findPrompt, readTarget, readVersion } from '../find-prompt.ts';
import { oneLine, paint, print, printJson, written } from '../output.ts';
import type { Session } from '../session.ts';
import { dateTime, firstLine, labelChips, versionMark } from '../words.ts';

type Options = { label?: string; version?: number; as?: CopyKind; inputs?: string };

/** A name alone shows the newest version: people look at what they just committed. */
export async function show(session: Session, [target]: [string], options: Options): Promise<void> {
  const { name, ref } = readTarget(target, options);
  const registry = session.open();
  const prompt = findPrompt(registry, name);
  const version = readVersion(registry, prompt, ref ?? { label: 'latest' });
  if (options.as !== undefined) {
    const { showAs } = await import('../show-as.ts');
    const text = await showAs(registry, prompt, version, options.as, options.inputs);
    if (session.json) printJson({ as: options.as, text });
    else print(text);
    return;
  }
  const { tags, archived, hasDraft, head, pending } = prompt;
  if (session.json)
    printJson({ promptId: prompt.id, name: prompt.name, tags, archived, hasDraft, head, pending, ...version });
  else print(`${heading(prompt, version)}\n\n${messageBlocks(version.content.messages)}`);
}

/** Every message under its role, as they follow each other. */
export function messageBlocks(messages: Message[]): string {
  return messages
    .map(({ role, text }) => `${paint('magenta', `── ${role} ──`)}\n${written(text)}${text.endsWith('\n') ? '' : '\n'}`)
    .join('\n');
}

function heading(prompt: PromptRow, version: Version): string {
  const chips = labelChips(
    version.labels.map((label) => ({ label, number: version.number })),
    version.number,
  );
  const title = [paint('bold', prompt.name), versionMark(version.number), chips]
    .filter((part) => part !== '')
    .join('  ');
  const made = `${dateTime(version.committedAt)}  ${oneLine(version.author)}  ${firstLine(version.message)}`;
  return [
    title,
    made.trimEnd(),
    ...facts(prompt, version).map(([name, value]) => `${paint('dim', name)}  ${value}`),
  ].join('\n');
}

function facts(prompt: PromptRow, version: Version): [string, string][] {
  const { content, snippets = [] } = version;
  const state = [
    prompt.archived ? 'archived' : '',
    isNewest(prompt, version) ? '' : `the newest version is ${newestWord(prompt)}`,
    prompt.hasDraft ? 'a draft is not committed yet' : '',
  ];
  const all: [string, string][] = [
    ['redacted', version.redacted ? oneLine(redactedWords(version.redacted)) : ''],
    ['note', state.filter((part) => part !== '').join(', ')],
    ['tags', prompt.tags.join(', ')],
    ['format', content.format === 'liquid' ? '' : content.format],
    ['snippets', snippets.map(snippetText).join(', ')],
    ['variables', content.variables.map(variableText).join(', ')],
    [
      'settings',
      Object.entries(content.settings)
        .map(([name, value]) => `${name} ${oneLine(JSON.stringify(value))}`)
        .join(', '),
    ],
    ['tools', content.tools.map((tool) => oneLine(tool.name)).join(', ')],
    ['response', content.responseSchema === null ? '' : oneLine(JSON.stringify(content.responseSchema))],
  ];
  const width = 10;
  return all.filter(([, value]) => value !== '').map(([name, value]) => [name.padEnd(width), value]);
}

/** Of several pending versions only the last is the newest, which takes a look at what builds on what: what is said then is
 *  left out rather than wrong. */
function isNewest({ head, pending }: PromptRow, { number }: Version): boolean {
  return number === null || (pending === 0 && number === head);
}

/** What a reference meant at the commit: `tone/formal = v3`, and the name where it is another by now. */
function snippetText({ target, name, versionId, number }: RecordedSnippet): string {
  if (name === null) return `${oneLine(target)} = ${versionId.slice(0, 8)}, which is not here`;
  const isNamed = nameKey(target.split('@', 1)[0]!) === nameKey(name);
  return `${oneLine(target)} = ${isNamed ? '' : `${oneLine(name)} `}${versionWord(number)}`;
}

function variableText(variable: Content['variables'][number]): string {
  const type = variable.type === 'string' ? '' : ` (${variable.type})`;
  const value = variable.default === undefined ? '' : ` = ${oneLine(JSON.stringify(variable.default))}`;
  return `${oneLine(variable.name)}${type}${value}`;
}
