import type { Json } from '../../shared/canonical-json.ts';
import type { Content, Message } from '../../shared/content.ts';
import type { Problem } from '../../shared/contract.ts';
import { unwrap } from '../../shared/reply.ts';
import type { SnippetSet } from '../../shared/snippet/snippet-set.ts';
import type { Values } from '../../shared/template/template-language.ts';
import { nestedValues, valueAt } from '../../shared/template/values.ts';
import type { Snippets } from './snippets.ts';

export async function filledIn(
  { templates }: Snippets,
  { format, messages, variables }: Content,
  values: Values,
  snippets: SnippetSet,
): Promise<{ messages: Message[]; problems: Problem[] }> {
  return unwrap(await templates.render({ format, messages, variables, values, snippets }));
}

/** `given`, and something to be seen for everything else that `asks` names: its example, else its own name in braces. */
export function withStandIns({ variables }: Content, asks: readonly string[], given: Values): Values {
  const values = new Map<string, Json>(Object.entries(given));
  const known = nestedValues(given, variables);
  for (const { name, example } of variables) {
    if (example !== undefined && valueAt(known, name) === undefined) values.set(name, example);
  }
  const withExamples = nestedValues(Object.fromEntries(values), variables);
  for (const name of asks) {
    const hasParts = asks.some((other) => other.startsWith(`${name}.`));
    if (!hasParts && valueAt(withExamples, name) === undefined) values.set(name, `{{${name}}}`);
  }
  return Object.fromEntries(values);
}
