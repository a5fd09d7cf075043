import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { DiffView } from '../../diff/diff-view.tsx';
import { useComparison } from '../../diff/use-comparison.ts';
import { usePreferences } from '../../state/preferences.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Spinner, SpinnerPage } from '../../ui/spinner.tsx';
import type { OpenPrompt } from '../open-prompt.ts';
import { useOpenPrompt } from '../open-prompts.ts';
import { useView, type ViewStore } from '../prompt-view-state.ts';
import { comparedPair, nameOf } from './compared-pair.ts';
import styles from './history.module.css';
import { useVersions } from './use-versions.ts';
import { VersionList } from './version-list.tsx';

type Props = { prompt: OpenPrompt; view: ViewStore };

/** Below this many pixels two columns of text are too narrow to read. */
const NARROWEST_SPLIT = 460;

/** Every version at the right; what changed between the two that are chosen in the middle. */
export function HistoryTab({ prompt, view }: Props) {
  const { value: versions, refusal } = useVersions(prompt);
  const hasDraft = useOpenPrompt(prompt, (state) => state.revision > 0);
  const turn = useOpenPrompt(prompt, (state) => state.revision);
  const chosen = useView(view, (state) => state.pair);
  const ignoreWhitespace = useView(view, (state) => state.ignoreWhitespace);
  const change = useView(view, (state) => state.change);
  const layout = usePreferences((state) => state.preferences.diffLayout);
  const pair = useMemo(() => comparedPair(versions ?? [], hasDraft, chosen), [versions, hasDraft, chosen]);
  const { diff, refusal: notCompared } = useComparison(
    prompt.promptId,
    versions === null ? null : pair,
    ignoreWhitespace,
    turn,
  );
  const [frame, wide] = useWide(NARROWEST_SPLIT);
  const onCount = useCallback(
    (changes: number) =>
      view.setState(({ change: at }) => ({ changes, change: at !== null && at < changes ? at : null })),
    [view],
  );

  if (refusal) return <EmptyState title="The history cannot be shown">{refusal.message}</EmptyState>;
  if (versions === null) return <SpinnerPage label="Reading the history" />;
  if (pair === null) {
    return (
      <EmptyState
        title="No versions yet"
        actions={<Button onClick={() => view.setState({ area: 'edit' })}>Write</Button>}
      >
        A version is made when you commit what you wrote. It keeps every word, who wrote it, and why.
      </EmptyState>
    );
  }
  return (
    <div className={styles.history}>
      <section
        ref={frame}
        className={styles.diff}
        aria-label={`From ${nameOf(pair.left, versions)} to ${nameOf(pair.right, versions)}`}
        // Reachable by the keyboard, since it scrolls.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        {notCompared && <Notice>{notCompared.message}</Notice>}
        {diff ? (
          <DiffView
            diff={diff}
            leftName={nameOf(pair.left, versions)}
            rightName={nameOf(pair.right, versions)}
            layout={wide ? layout : 'unified'}
            current={change}
            onCount={onCount}
          />
        ) : (
          !notCompared && <Spinner label="Comparing" />
        )}
      </section>
      <VersionList prompt={prompt} view={view} versions={versions} hasDraft={hasDraft} pair={pair} />
    </div>
  );
}

/** Whether the element is at least that wide. */
function useWide(pixels: number) {
  const [wide, setWide] = useState(true);
  const observer = useRef<ResizeObserver | null>(null);
  useLayoutEffect(() => () => observer.current?.disconnect(), []);
  const ref = useCallback(
    (element: HTMLElement | null) => {
      observer.current?.disconnect();
      if (!element) return;
      observer.current = new ResizeObserver(([entry]) => entry && setWide(entry.contentRect.width >= pixels));
      observer.current.observe(element);
    },
    [pixels],
  );
  return [ref, wide] as const;
}
