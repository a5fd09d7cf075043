import { useEffect, useState } from 'react';
import type { Comparison } from '../../shared/contract/compare-calls.ts';
import type { Refusal } from '../../shared/reply.ts';
import { call } from '../state/client.ts';
import { type Asked, type ComparedPair, keyOf, refOf } from './compared-refs.ts';

export type Compared = { asked: Asked | null; diff: Comparison | null; refusal: Refusal | null };

const NOTHING: Compared = { asked: null, diff: null, refusal: null };

/** Compares two contents in the host. While a new answer is on its way, the last one stays in sight. A null pair compares
 *  nothing; a new `turn` asks again. */
export function useComparison(
  promptId: string,
  pair: ComparedPair | null,
  ignoreWhitespace: boolean,
  turn: number | string = 0,
): Compared {
  const question = pair === null ? null : [keyOf(pair.left), keyOf(pair.right), turn].join(' ');
  const [answer, setAnswer] = useState<Compared>(NOTHING);
  useEffect(() => {
    if (question === null) return undefined;
    const wanted = { still: true };
    const [left = '', right = ''] = question.split(' ');
    const asked = { pair: { left: refOf(left), right: refOf(right) }, ignoreWhitespace };
    void compare(promptId, asked, (next) => wanted.still && setAnswer(next));
    return () => {
      wanted.still = false;
    };
  }, [promptId, question, ignoreWhitespace]);
  return pair === null ? NOTHING : answer;
}

async function compare(promptId: string, asked: Asked, take: (answer: Compared) => void) {
  const { pair, ignoreWhitespace } = asked;
  const reply = await call('version.compare', { promptId, ...pair, ignoreWhitespace });
  take(reply.ok ? { asked, diff: reply.value, refusal: null } : { asked, diff: null, refusal: reply.error });
}
