import { useEffect, useState } from 'react';
import type { CallName, Input, Output } from '../../shared/contract.ts';
import type { Refusal } from '../../shared/reply.ts';
import { call } from './client.ts';
import { keepReading } from './keep-reading.ts';

/** What the host answered last; both null until it has. */
export type LiveAnswer<T> = { value: T | null; refusal: Refusal | null };

/** The answer of a call, kept up to date: see `keepReading`. */
export function useLiveAnswer<N extends CallName>(name: N, input: Input<N>): LiveAnswer<Output<N>> {
  const key = JSON.stringify(input);
  const [answer, setAnswer] = useState<LiveAnswer<Output<N>> & { of: string }>({ of: key, value: null, refusal: null });
  useEffect(
    () =>
      keepReading(async (wanted) => {
        const reply = await call(name, JSON.parse(key) as Input<N>);
        if (!wanted()) return;
        setAnswer({ of: key, value: reply.ok ? reply.value : null, refusal: reply.ok ? null : reply.error });
      }),
    [name, key],
  );
  return answer.of === key ? answer : { value: null, refusal: null };
}
