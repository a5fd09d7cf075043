import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import type { ContentRef } from '../../../shared/contract.ts';
import { ComparedSides } from '../../diff/compared-sides.tsx';
import { GoneSides } from '../../diff/gone-sides.tsx';
import { DiffView } from '../../diff/diff-view.tsx';
import { sideNames } from '../../diff/side-names.ts';
import { type ComparedPair, keyOf } from '../../diff/compared-refs.ts';
import { useComparison } from '../../diff/use-comparison.ts';
import { useWide } from '../../diff/use-wide.ts';
import { usePreferences } from '../../state/preferences.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Spinner, SpinnerPage } from '../../ui/spinner.tsx';
import type { OpenPrompt } from '../open-prompt.ts';
import { useOpenPrompt } from '../open-prompts.ts';
import { swapSides, useView, type ViewStore } from '../prompt-view-state.ts';
import { comparedPair, nameOf } from './compared-pair.ts';
import styles from './history.module.css';
import { useChangesOf } from './use-changes-of.ts';
import { useTaking } from './use-taking.ts';
import { useVersions } from './use-versions.ts';
import { VersionList } from './version-list.tsx';

type Props = { prompt: OpenPrompt; view: ViewStore };

/** Below this many pixels two columns of text are too narrow to read. */
const NARROWEST_SPLIT = 460;

/** Every version at the right; what changed between the two that are chosen in the middle. */
export function HistoryTab({ prompt, view }: Props) {
  const { value: versions, refusal } = useVersions(prompt);
  const hasDraft = useOpenPrompt(prompt, (state) => state.revision > 0);
  const revision = useOpenPrompt(prompt, (state) => state.revision);
  const baseId = useOpenPrompt(prompt, (state) => state.base?.versionId);
  const chosen = useView(view, (state) => state.pair);
  const ignoreWhitespace = useView(view, (state) => state.ignoreWhitespace);
  const change = useView(view, (state) => state.change);
  const { diffLayout: layout, diffLevel: level } = usePreferences((state) => state.preferences);
  const pair = useMemo(() => comparedPair(versions ?? [], hasDraft, chosen), [versions, hasDraft, chosen]);
  const gone = versions?.filter(({ redacted }) => redacted).length ?? 0;
  const turn = `${revision}.${useChangesOf(pair)}.${gone}`;
  const {
    diff,
    asked: answered,
    refusal: notCompared,
  } = useComparison(prompt.promptId, versions === null ? null : pair, ignoreWhitespace, turn);
  const taking = useTaking(prompt, view, answered, diff);
  const section = useRef<HTMLElement>(null);
  const wide = useWide(section, NARROWEST_SPLIT, pair !== null && versions !== null);
  const onCount = useCallback(
    (changes: number) =>
      // Where the last change was taken, the one before it is next.
      view.setState(({ change: at }) => ({
        changes,
        change: at === null || changes === 0 ? null : Math.min(at, changes - 1),
      })),
    [view],
  );
  useTopOf(section, answered?.pair ?? null, baseId);
  useEffect(() => {
    view.setState({ inSight: answered && diff ? { ...answered, diff, taking } : null });
    return () => view.setState({ inSight: null });
  }, [view, answered, diff, taking]);

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
  const goneSide = diff !== null && (diff.sides.left.redacted ?? diff.sides.right.redacted) !== undefined;
  const names = diff
    ? sideNames(diff.sides)
    : { left: nameOf(pair.left, versions), right: nameOf(pair.right, versions) };
  return (
    <div className={styles.history}>
      <section
        ref={section}
        className={styles.diff}
        data-diff
        aria-label={`From ${names.left} to ${names.right}`}
        // Reachable by the keyboard, since it scrolls.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        {notCompared && <Notice>{notCompared.message}</Notice>}
        {diff ? (
          <>
            <ComparedSides promptId={prompt.promptId} sides={diff.sides} onSwap={() => swapSides(view)} />
            {goneSide ? (
              <GoneSides sides={diff.sides} onCount={onCount} />
            ) : (
              <DiffView
                diff={diff}
                leftName={names.left}
                rightName={names.right}
                layout={wide ? layout : 'unified'}
                level={level}
                current={change}
                onCount={onCount}
                taking={taking}
              />
            )}
          </>
        ) : (
          !notCompared && <Spinner label="Comparing" />
        )}
      </section>
      <VersionList prompt={prompt} view={view} versions={versions} hasDraft={hasDraft} pair={pair} />
    </div>
  );
}

/** Shows another pair from its top. The draft that comes of a version by taking a change is no other pair. */
function useTopOf(section: RefObject<HTMLElement | null>, pair: ComparedPair | null, baseId: string | undefined): void {
  const name = (ref: ContentRef) => (keyOf(ref) === baseId ? 'draft' : keyOf(ref));
  const shown = pair === null ? '' : `${name(pair.left)} ${name(pair.right)}`;
  const seen = useRef(shown);
  useLayoutEffect(() => {
    if (seen.current !== shown) section.current?.scrollTo(0, 0);
    seen.current = shown;
  }, [section, shown]);
}
