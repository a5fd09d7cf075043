import { Frame } from './change-log.ts';
import type { Incoming } from './log-writer.ts';
import { KEYFRAME_EVERY } from './version-body.ts';

const MAX_FRAME = 400_000; // characters; longer runs gain little and are slow to read one version from

/** Changes in order, each with the frame its content goes into: the contents of one prompt's versions that follow each
 *  other are packed together. `isNext` tells whether the seq of one follows that of the other. */
export function* framed<T extends Incoming>(
  all: readonly T[],
  isNext: (before: T, after: T) => boolean = () => true,
): Iterable<[one: T, frame?: Frame]> {
  for (let from = 0; from < all.length;) {
    const to = endOfRun(all, from, isNext);
    if (to - from < 2) {
      yield [all[from]!];
      from += 1;
      continue;
    }
    const run = all.slice(from, to);
    const frame = Frame.of(run.map(({ change }) => change.content!));
    for (const one of run) yield [one, frame];
    from = to;
  }
}

function endOfRun<T extends Incoming>(
  all: readonly T[],
  from: number,
  isNext: (before: T, after: T) => boolean,
): number {
  let characters = 0;
  let at = from;
  for (; at < all.length && at - from < KEYFRAME_EVERY; at += 1) {
    const { change } = all[at]!;
    if (change.kind !== 'version.committed' || change.content === undefined) break;
    const first = all[from]!.change;
    if (first.kind !== 'version.committed' || first.body.promptId !== change.body.promptId) break;
    if (at > from && !isNext(all[at - 1]!, all[at]!)) break;
    characters += change.content.length;
    if (at > from && characters > MAX_FRAME) break;
  }
  return at;
}
