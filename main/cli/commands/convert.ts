import type { TemplateFormat } from '../../../shared/content.ts';
import type { ConversionLoss } from '../../../shared/contract/template-calls.ts';
import { Refused, unwrap } from '../../../shared/reply.ts';
import { newestWord, versionWord } from '../../../shared/version-word.ts';
import { commitVersion } from '../../registry/commit-version.ts';
import { saveDraft } from '../../registry/edit-draft.ts';
import { promptDetail } from '../../registry/prompt-queries.ts';
import { recordOf } from '../../snippets/record-snippets.ts';
import { Templates, type Conversion } from '../../template/templates.ts';
import { diffText } from '../diff-text.ts';
import { findPrompt } from '../find-prompt.ts';
import { note, print, printJson } from '../output.ts';
import type { Session } from '../session.ts';
import { withSnippets } from '../with-snippets.ts';

type Options = { to?: TemplateFormat; placeholders?: boolean; commit?: boolean; draft?: boolean; message?: string };

/** Without --commit and --draft nothing is changed: the difference is shown, and what would be lost. */
export async function convert(session: Session, [name]: [string], options: Options): Promise<void> {
  if (options.commit && options.message === undefined)
    throw new Refused('usage', 'Say what changed: --commit -m MESSAGE.');
  const registry = session.open();
  const { id, ...prompt } = promptDetail(registry, findPrompt(registry, name).id);
  const content = prompt.draft?.content ?? prompt.headVersion?.content;
  if (!content) throw new Refused('no-version', `“${prompt.name}” has no text to convert yet.`);
  const to = options.to ?? (options.placeholders ? 'liquid' : undefined);
  if (to === undefined) throw new Refused('usage', 'Say which format it becomes: --to FORMAT.');
  if (options.commit && prompt.draft)
    throw new Refused('draft', `“${prompt.name}” has a draft: convert that with --draft, or commit it first.`);
  const converted = await convertAside({ content, to, placeholders: options.placeholders ?? false });
  if (converted.diff.same) throw new Refused('unchanged', `“${prompt.name}” is the same in ${to}.`);
  let done: { number?: number | null; draft?: true } = {};
  if (options.commit) {
    const expectedHead = prompt.headVersion?.id ?? null;
    const snippets = await withSnippets(registry, (all) => recordOf(all, id, converted.content));
    const { number } = commitVersion(registry, {
      snippets,
      promptId: id,
      message: options.message!,
      expectedHead,
      content: converted.content,
    });
    done = { number };
  } else if (options.draft) {
    const { revision = 0, baseVersionId = prompt.headVersion?.id ?? null } = prompt.draft ?? {};
    saveDraft(registry, { promptId: id, content: converted.content, baseVersionId, expectedRevision: revision });
    done = { draft: true };
  }
  if (session.json) return printJson({ name: prompt.name, ...converted, ...done });
  for (const loss of converted.losses) note(sentence(loss));
  if (done.number !== undefined) print(`${prompt.name} ${versionWord(done.number)} is in ${to}`);
  else if (done.draft) print(`The draft of ${prompt.name} is in ${to}`);
  else print(diffText(converted.diff, `${prompt.name} ${prompt.draft ? 'draft' : newestWord(prompt)}`, `in ${to}`));
}

async function convertAside(input: Parameters<Templates['convert']>[0]): Promise<Conversion> {
  const templates = new Templates();
  try {
    return unwrap(await templates.convert(input));
  } finally {
    await templates.close();
  }
}

function sentence({ severity, message, line, text }: ConversionLoss): string {
  const place = line > 0 ? `message ${message + 1}, line ${line}` : `message ${message + 1}`;
  return `${severity === 'loss' ? 'lost' : 'note'}: ${place}: ${text}`;
}
