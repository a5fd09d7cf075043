import type { CheckedInput, Output } from '../../shared/contract.ts';
import { unwrap } from '../../shared/reply.ts';
import { mayHaveSnippets } from '../../shared/snippet/may-have-snippets.ts';
import type { SnippetSet } from '../../shared/snippet/snippet-set.ts';
import { withSnippets } from '../../shared/template/messages.ts';
import type { Snippets } from './snippets.ts';

/** What texts ask for and what is wrong in them, their snippets included. */
export async function checkTexts(
  snippets: Snippets,
  { format, messages, variables, holder }: CheckedInput<'template.check'>,
): Promise<Output<'template.check'>> {
  const read = unwrap(await snippets.templates.check({ format, messages, variables }));
  const checked =
    read.references.length === 0
      ? read
      : withSnippets(read, { format, messages }, await snippets.resolve(targetsOf(read.references), { holder }));
  return {
    ...checked,
    references: checked.references.map(({ target, message, from, to, arguments: given, resolved }) => ({
      target,
      message,
      from,
      to,
      arguments: given,
      resolved,
    })),
  };
}

/** Fills texts in, with their snippets. */
export async function fillIn(
  snippets: Snippets,
  { format, messages, variables, values, holder }: CheckedInput<'template.render'>,
): Promise<Output<'template.render'>> {
  const set = mayHaveSnippets(format, messages) ? await resolveIn(snippets, { format, messages, holder }) : undefined;
  return unwrap(await snippets.templates.render({ format, messages, variables, values, snippets: set }));
}

async function resolveIn(
  snippets: Snippets,
  { format, messages, holder }: Pick<CheckedInput<'template.render'>, 'format' | 'messages' | 'holder'>,
): Promise<SnippetSet | undefined> {
  const { references } = await snippets.readFacts({ format, messages });
  return references.length === 0 ? undefined : snippets.resolve(targetsOf(references), { holder });
}

function targetsOf(references: readonly { target: string }[]): Set<string> {
  return new Set(references.map(({ target }) => target));
}
