import { useEffect } from 'react';
import type { ComparedSide } from '../../shared/contract/compare-calls.ts';
import { redactedWords } from '../../shared/redacted-words.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { sideNames } from './side-names.ts';

type Props = {
  sides: { left: ComparedSide; right: ComparedSide };
  /** There are no changes to step through. */
  onCount: (changes: number) => void;
};

/** Instead of a comparison with a text that is gone: every line would look as if somebody had written or deleted it. */
export function GoneSides({ sides, onCount }: Props) {
  useEffect(() => onCount(0), [onCount]);
  const names = sideNames(sides);
  const { left, right } = sides;
  return (
    <EmptyState title="There is nothing to compare">
      {left.redacted && (
        <span>
          {names.left}: {redactedWords(left.redacted)}.{' '}
        </span>
      )}
      {right.redacted && (
        <span>
          {names.right}: {redactedWords(right.redacted)}.
        </span>
      )}
    </EmptyState>
  );
}
