import { usePreferences } from '../state/preferences.ts';
import { Notice } from '../ui/notice.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { DiffView } from './diff-view.tsx';
import type { ComparedPair } from './compared-refs.ts';
import { useComparison } from './use-comparison.ts';
import styles from './compared-versions.module.css';

type Props = { promptId: string; pair: ComparedPair; leftName: string; rightName: string; turn?: number | string };

/** A comparison inside a dialog: what will change, before it does. */
export function ComparedVersions({ promptId, pair, leftName, rightName, turn = 0 }: Props) {
  const { diffLayout: layout, diffLevel: level } = usePreferences((state) => state.preferences);
  const { diff, refusal } = useComparison(promptId, pair, false, turn);
  if (refusal) return <Notice>{refusal.message}</Notice>;
  return (
    // The keyboard has to reach what scrolls.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={styles.frame} aria-label="What changes" tabIndex={0}>
      {diff ? (
        <DiffView diff={diff} leftName={leftName} rightName={rightName} layout={layout} level={level} />
      ) : (
        <Spinner label="Comparing" />
      )}
    </section>
  );
}
