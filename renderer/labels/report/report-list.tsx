import { useVirtualizer } from '@tanstack/react-virtual';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { Release } from '../../../shared/contract.ts';
import type { Report, ReportedPrompt } from '../../../shared/contract/label-calls.ts';
import { ComparedVersions } from '../../diff/compared-versions.tsx';
import { openPrompt } from '../../state/tabs.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Time } from '../../ui/time.tsx';
import { stepOf } from '../releases/group-text.ts';
import { KINDS, reportSummary } from '../../../shared/release/report-words.ts';
import styles from './report.module.css';

type Item = { key: string; heading: string } | { key: string; prompt: ReportedPrompt };

/** The prompts of a report by what happened to them. Each opens to its releases and its diff, which is made only then. */
export function ReportList({ report }: { report: Report }) {
  const scroller = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const items = useMemo(() => itemsOf(report), [report]);
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoised by a compiler
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => ('heading' in items[index]! ? 44 : 58), // pixels
    getItemKey: useCallback((index: number) => items[index]?.key ?? index, [items]),
    overscan: 6,
  });
  const toggle = (promptId: string) => {
    const next = new Set(open);
    if (!next.delete(promptId)) next.add(promptId);
    setOpen(next);
  };
  if (report.prompts.length === 0)
    return (
      <EmptyState title={`Nothing changed in ${report.label}`}>
        No release moved “{report.label}” in this time. Choose a longer one, or another label.
      </EmptyState>
    );
  return (
    // The keyboard has to reach what scrolls.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section ref={scroller} className={styles.list} aria-label={`What changed in ${report.label}`} tabIndex={0}>
      <p className={styles.summary} data-testid="report-summary">
        {reportSummary(report)}
      </p>
      <div className={styles.sizer} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((virtual) => {
          const item = items[virtual.index]!;
          return (
            <div
              key={item.key}
              ref={virtualizer.measureElement}
              data-index={virtual.index}
              className={styles.item}
              style={{ transform: `translateY(${virtual.start}px)` }}
            >
              {'heading' in item ? (
                <h2 className={styles.heading}>{item.heading}</h2>
              ) : (
                <ReportedLine prompt={item.prompt} isOpen={open.has(item.prompt.promptId)} onToggle={toggle} />
              )}
            </div>
          );
        })}
      </div>
    </section>
  );
}

function itemsOf(report: Report): Item[] {
  return KINDS.flatMap(({ kind, title }) => {
    const own = report.prompts.filter((prompt) => prompt.kind === kind);
    if (own.length === 0) return [];
    const heading = `${title} (${own.length.toLocaleString('en')})`;
    return [{ key: kind, heading }, ...own.map((prompt): Item => ({ key: prompt.promptId, prompt }))];
  });
}

type LineProps = { prompt: ReportedPrompt; isOpen: boolean; onToggle: (promptId: string) => void };

function ReportedLine({ prompt, isOpen, onToggle }: LineProps) {
  const { promptId, name, before, after, releases } = prompt;
  const last = releases.at(-1)!;
  return (
    <article className={styles.prompt} aria-label={name}>
      <button type="button" className={styles.line} aria-expanded={isOpen} onClick={() => onToggle(promptId)}>
        {isOpen ? <ChevronDown aria-hidden /> : <ChevronRight aria-hidden />}
        <span className={styles.words}>
          <span className={styles.name}>
            {name}
            {prompt.archived && <span className={styles.by}> archived since</span>}
          </span>
          <span className={styles.reason}>
            {releases.length > 1 ? `${releases.length} releases; the last: ` : ''}
            {last.reason || 'No reason given'}
          </span>
        </span>
        <b className={styles.way}>{stepOf({ from: before, to: after })}</b>
        <span className={styles.by}>
          {last.author} · <Time at={last.at} />
        </span>
      </button>
      {isOpen && (
        <div className={styles.inside}>
          <ul className={styles.releases}>
            {releases.map((release) => (
              <ReleaseLine key={release.moveId} release={release} />
            ))}
          </ul>
          <Button size="small" onClick={() => openPrompt(promptId)}>
            Open prompt
          </Button>
          {before?.versionId !== after?.versionId && (
            <ComparedVersions
              promptId={promptId}
              pair={{ left: refOf(before), right: refOf(after) }}
              leftName={before ? `v${before.number}` : 'nothing'}
              rightName={after ? `v${after.number}` : 'nothing'}
            />
          )}
        </div>
      )}
    </article>
  );
}

function ReleaseLine({ release }: { release: Release }) {
  return (
    <li>
      <b className={styles.way}>{stepOf(release)}</b> {release.reason || 'No reason given'}{' '}
      <span className={styles.by}>
        {release.author} · <Time at={release.at} />
        {release.rollback && ' · rolled back'}
      </span>
    </li>
  );
}

function refOf(place: ReportedPrompt['before']) {
  return place === null ? ({ kind: 'empty' } as const) : ({ kind: 'version', versionId: place.versionId } as const);
}
