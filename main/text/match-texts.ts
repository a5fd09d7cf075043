import { Refused, unwrap } from '../../shared/reply.ts';
import { queryProblem, type TextMatch, type TextQuery } from '../../shared/text/text-query.ts';
import type { Matcher } from './matcher.ts';

/** More than anybody steps through; each is marked in the window. */
const MAX_MATCHES = 5_000;

/** The matches in each of `texts`. Refuses `bad-query` and what `Matcher` refuses. */
export async function matchTexts(
  matcher: Matcher,
  input: { query: TextQuery; texts: string[]; replacement?: string },
): Promise<{ matches: TextMatch[][]; more: boolean }> {
  const problem = queryProblem(input.query);
  if (problem !== null) throw new Refused('bad-query', problem);
  const found = unwrap(await matcher.find({ ...input, limit: MAX_MATCHES }));
  return { matches: found.map(({ matches }) => matches), more: found.some(({ more }) => more) };
}
