import { useEffect, useState } from 'react';
import type { ContentRef } from '../../shared/contract.ts';
import type { ContentDiff } from '../../shared/diff/content-diff.ts';
import type { Refusal } from '../../shared/reply.ts';
import { call } from '../state/client.ts';

export type Comparison = { diff: ContentDiff | null; refusal: Refusal | null };
export type ComparedPair = { left: ContentRef; right: ContentRef };

const NOTHING: Comparison = { diff: null, refusal: null };

/** Compares two contents of a prompt in the host. While a new answer is on its way, the last one stays in sight. A null
 *  pair compares nothing; a new `turn` asks again. */
export function useComparison(
  promptId: string,
  pair: ComparedPair | null,
  ignoreWhitespace: boolean,
  turn: number | string = 0,
): Comparison {
  const question = pair === null ? null : [keyOf(pair.left), keyOf(pair.right), turn].join(' ');
  const [answer, setAnswer] = useState<Comparison>(NOTHING);
  useEffect(() => {
    if (question === null) return undefined;
    const wanted = { still: true };
    const [left = '', right = ''] = question.split(' ');
    void compare(
      promptId,
      { left: refOf(left), right: refOf(right) },
      ignoreWhitespace,
      (next) => wanted.still && setAnswer(next),
    );
    return () => {
      wanted.still = false;
    };
  }, [promptId, question, ignoreWhitespace]);
  return pair === null ? NOTHING : answer;
}

/** A text per content, for keys and for the values of lists. */
export function keyOf(ref: ContentRef): string {
  return ref.kind === 'version' ? ref.versionId : ref.kind;
}

export function refOf(key: string): ContentRef {
  return key === 'draft' || key === 'empty' ? { kind: key } : { kind: 'version', versionId: key };
}

async function compare(
  promptId: string,
  pair: ComparedPair,
  ignoreWhitespace: boolean,
  take: (answer: Comparison) => void,
) {
  const reply = await call('version.compare', { promptId, ...pair, ignoreWhitespace });
  take(reply.ok ? { diff: reply.value, refusal: null } : { diff: null, refusal: reply.error });
}
