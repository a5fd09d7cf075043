import type { Message } from '../../../shared/content.ts';
import type { Values } from '../../../shared/template/template-language.ts';
import type { Problem, PromptRow, Version } from '../../../shared/contract.ts';
import { Refused } from '../../../shared/reply.ts';
import { versionWord } from '../../../shared/version-word.ts';
import type { Registry } from '../../registry/registry.ts';
import { fillIn as fillTextsIn } from '../../snippets/check-texts.ts';
import { assertReadable } from '../../registry/version-queries.ts';
import { findPrompt, readTarget, readVersion, type VersionRef } from '../find-prompt.ts';
import { note, print, printJson, written } from '../output.ts';
import type { Session } from '../session.ts';
import { inputsOf } from '../input-set.ts';
import { withSnippets } from '../with-snippets.ts';
import { readAssignments, readValues } from '../variable-values.ts';
import { messageBlocks } from './show.ts';

type Options = { label?: string; version?: number; var?: string[]; vars?: string; inputs?: string };

/** A name alone means production, and nothing else where there is none. `more` are further values after `--var a=1 b=2`. */
export async function render(session: Session, [target, more]: [string, string[]], options: Options): Promise<void> {
  const { name, ref } = readTarget(target, options);
  const typed = readAssignments([...(options.var ?? []), ...more]);
  const registry = session.open();
  const prompt = findPrompt(registry, name);
  if (ref === null && prompt.head + prompt.pending > 0 && !prompt.labels.some(({ label }) => label === 'production'))
    throw new Refused('no-label', noProduction(prompt));
  const wanted: VersionRef = ref ?? { label: 'production' };
  const version = readVersion(registry, prompt, wanted);
  const values = {
    ...inputsOf(registry, prompt, options.inputs),
    ...readValues(typed, options.vars, version.content.variables),
  };
  const messages = await fillIn(registry, prompt, version, values);
  if (session.json) printJson(messages);
  else print(messages.length === 1 ? written(messages[0]!.text) : messageBlocks(messages));
}

/** The messages with `values` put in, and their snippets. Throws `Refused('template')` where they cannot be. */
export async function fillIn(
  registry: Registry,
  prompt: PromptRow,
  version: Version,
  values: Values,
): Promise<Message[]> {
  assertReadable(version);
  const { format, messages, variables } = version.content;
  const holder = { promptId: prompt.id, versionId: version.id };
  const rendered = await withSnippets(registry, (snippets) =>
    fillTextsIn(snippets, { format, messages, variables, values, holder }),
  );
  const errors = rendered.problems.filter((problem) => problem.severity === 'error');
  if (errors.length > 0) throw new Refused('template', problemText(prompt.name, version.number, errors));
  for (const problem of rendered.problems) note(`${placeOf(problem)}: ${problem.text}`);
  return rendered.messages;
}

/** What is wrong, each with its place, as one sentence. */
function problemText(name: string, number: number | null, problems: Problem[]): string {
  const said = problems.slice(0, 5).map((problem) => `${placeOf(problem)}: ${problem.text.replace(/\.$/, '')}`);
  const more = problems.length > said.length ? `; and ${problems.length - said.length} more` : '';
  const isMissing = problems.some((problem) => problem.code === 'missing-variable');
  const remedy = isMissing ? ' Give values with --var NAME=VALUE.' : '';
  return `“${name}” ${versionWord(number)} cannot be filled in: ${said.join('; ')}${more}.${remedy}`;
}

function placeOf({ message, line, column }: Problem): string {
  return `message ${message + 1}, line ${line}, column ${column}`;
}

function noProduction({ name, head, pending }: PromptRow): string {
  return (
    `“${name}” has no production version: render the newest with “--label latest”, or release it with ` +
    `“galley label ${JSON.stringify(name)} production ${pending > 0 ? 'latest' : `v${head}`} --reason …”.`
  );
}
