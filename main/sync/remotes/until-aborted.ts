import { RemoteError } from './remote.ts';

type Reach = 'put' | 'read';

/** `work`, or the failure of `signal` as soon as that aborts. The work itself goes on where it cannot be stopped: a put may land later,
 *  so `reach` says at that moment whether it is still certain that nothing was sent. */
export async function untilAborted<T>(
  work: Promise<T>,
  signal: AbortSignal | undefined,
  reach: () => Reach,
): Promise<T> {
  if (signal === undefined) return work;
  let abort: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(abortedAs(signal, reach()));
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
  try {
    return await Promise.race([work, aborted]); // whichever comes second is nobody's, and race keeps it quiet
  } finally {
    signal.removeEventListener('abort', abort!);
  }
}

/** Throws where `signal` has aborted before anything was sent. */
export function checkAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw abortedAs(signal, 'read');
}

/** The failure of a call that `signal` ended: `put` where something may have been sent. */
export function abortedAs(signal: AbortSignal, reach: Reach): RemoteError {
  const isTimeout = signal.reason instanceof DOMException && signal.reason.name === 'TimeoutError';
  const what = isTimeout ? 'The remote did not answer in time' : 'The call to the remote was stopped';
  return reach === 'put'
    ? new RemoteError('unknown-outcome', `${what}; what was sent may have arrived all the same.`)
    : new RemoteError('unreachable', `${what}. Nothing was changed.`);
}
