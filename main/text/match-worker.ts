import { compileQuery, findMatches } from '../../shared/text/text-query.ts';
import { answerAside } from '../answer-aside.ts';
import type { Matches, MatchQuestion } from './matcher.ts';

answerAside(({ query, texts, limit, replacement }: MatchQuestion): Matches[] => {
  const expression = compileQuery(query);
  const insert = replacement === undefined ? undefined : { text: replacement, regex: query.regex };
  return texts.map((text) => findMatches(text, expression, limit, insert));
});
