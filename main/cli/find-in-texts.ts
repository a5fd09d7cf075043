import type { TextGroup } from '../../shared/contract/text-calls.ts';
import { Refused } from '../../shared/reply.ts';
import { TextQuery } from '../../shared/text/text-query.ts';
import type { Registry } from '../registry/registry.ts';
import { findText } from '../text/find-text.ts';
import { Matcher } from '../text/matcher.ts';

export type FindOptions = { regex?: boolean; case?: boolean; word?: boolean };

/** Every prompt below `prefix`, or of that name, that holds `pattern`, in the order of names. */
export async function findInTexts(
  registry: Registry,
  pattern: string,
  prefix: string | undefined,
  options: FindOptions,
  replacement?: string,
): Promise<TextGroup[]> {
  if (pattern === '' || pattern.length > 1_000)
    throw new Refused('usage', 'What is looked for has from 1 to 1,000 characters.');
  const query = TextQuery.parse({
    text: pattern,
    regex: options.regex ?? false,
    matchCase: options.case ?? false,
    wholeWord: options.word ?? false,
  });
  const matcher = new Matcher();
  const groups: TextGroup[] = [];
  try {
    for (let cursor: string | null = null; ;) {
      const part = await findText(registry, matcher, {
        query,
        scope: {},
        cursor,
        ...(replacement === undefined ? {} : { replacement }),
      });
      groups.push(...part.groups.filter(({ name }) => startsWith(name, prefix)));
      cursor = part.cursor;
      if (cursor === null) return groups;
    }
  } finally {
    await matcher.close();
  }
}

function startsWith(name: string, prefix: string | undefined): boolean {
  return prefix === undefined || name.toLowerCase().startsWith(prefix.toLowerCase());
}
