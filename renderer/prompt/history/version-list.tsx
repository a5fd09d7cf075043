import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { ContentRef, VersionRow as Row } from '../../../shared/contract.ts';
import { type ComparedPair, keyOf } from '../../diff/compared-refs.ts';
import type { OpenPrompt } from '../open-prompt.ts';
import { useOpenPrompt } from '../open-prompts.ts';
import type { ViewStore } from '../prompt-view-state.ts';
import { inOrder, refTo, stepTo } from './compared-pair.ts';
import { builtOn } from './built-on.ts';
import { DivergedNotice } from './diverged-notice.tsx';
import { DraftRow } from './draft-row.tsx';
import { GraphLanes, graphWidth } from './graph-lanes.tsx';
import { graphLanes, type GraphRow, laneCount } from '../../../shared/merge/version-graph.ts';
import styles from './history.module.css';
import { VersionRow } from './version-row.tsx';

type Props = { prompt: OpenPrompt; view: ViewStore; versions: readonly Row[]; hasDraft: boolean; pair: ComparedPair };

const ROW_HEIGHT = 78; // pixels; a row with a long message is measured

/** The draft, then every version, newest first. A click shows what that step changed; with Shift or Ctrl, what changed
 *  between it and the one chosen before. Arrow keys walk through the steps. */
export function VersionList({ prompt, view, versions, hasDraft, pair }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const refs: ContentRef[] = [...(hasDraft ? [{ kind: 'draft' } as const] : []), ...versions.map(refTo)];
  const [anchor, setAnchor] = useState<ContentRef>(pair.right);
  const base = useOpenPrompt(prompt, (state) => state.base?.versionId ?? null);
  const rows = useVirtualizer({
    count: refs.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    getItemKey: (index) => keyOf(refs[index]!),
  });
  const at = refs.findIndex((ref) => keyOf(ref) === keyOf(pair.right));
  useEffect(() => {
    if (at >= 0) rows.scrollToIndex(at, { align: 'auto' });
    // Only a new choice scrolls: a list that grew stays where it is.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [at]);

  const choose = (ref: ContentRef, extend: boolean) => {
    view.setState({
      change: null,
      pair: extend && keyOf(ref) !== keyOf(anchor) ? inOrder(anchor, ref, versions) : stepTo(ref, versions),
    });
    if (!extend) setAnchor(ref);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, Home: -refs.length, End: refs.length }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const moving = event.shiftKey ? (keyOf(pair.right) === keyOf(anchor) ? pair.left : pair.right) : pair.right;
    const from = refs.findIndex((ref) => keyOf(ref) === keyOf(moving));
    const to = Math.max(0, Math.min(refs.length - 1, from + step));
    const ref = refs[to];
    if (!ref) return;
    choose(ref, event.shiftKey);
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-row="${to}"] button`)?.focus());
  };
  const lanes = useMemo(() => graphLanes(graphRows(versions, hasDraft, base)), [versions, hasDraft, base]);
  const width = useMemo(() => (lanes ? graphWidth(laneCount(lanes)) : 0), [lanes]);
  const chosen = new Set([keyOf(pair.left), keyOf(pair.right)]);
  return (
    <nav ref={scroller} className={styles.list} aria-label="Versions">
      <DivergedNotice view={view} versions={versions} />
      {/* The arrow keys of the buttons inside. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ol className={styles.rows} style={{ height: rows.getTotalSize() }} onKeyDown={onKeyDown}>
        {rows.getVirtualItems().map((item) => {
          const ref = refs[item.index]!;
          const select = {
            selected: chosen.has(keyOf(ref)),
            onSelect: (event: MouseEvent) => choose(ref, event.shiftKey || event.ctrlKey || event.metaKey),
          };
          const version = ref.kind === 'version' ? versions[item.index - (hasDraft ? 1 : 0)] : undefined;
          return (
            <li
              key={item.key}
              ref={rows.measureElement}
              data-index={item.index}
              data-row={item.index}
              className={styles.place}
              style={{ transform: `translateY(${item.start}px)`, paddingLeft: width }}
            >
              {lanes && <GraphLanes lanes={lanes[item.index]!} width={width} kind={nodeKind(version)} />}
              {version ? (
                <VersionRow
                  builds={lanes && builtOn(version, versions)}
                  prompt={prompt}
                  view={view}
                  version={version}
                  hasDraft={hasDraft}
                  {...select}
                />
              ) : (
                <DraftRow prompt={prompt} {...select} />
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

/** A row's line of the graph: the draft builds on what it was begun from. */
function graphRows(versions: readonly Row[], hasDraft: boolean, base: string | null): GraphRow[] {
  return hasDraft ? [{ id: 'draft', parents: base === null ? [] : [base] }, ...versions] : [...versions];
}

function nodeKind(version: Row | undefined): 'version' | 'merge' | 'draft' {
  return !version ? 'draft' : version.parents.length > 1 ? 'merge' : 'version';
}
