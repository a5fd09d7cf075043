import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import { ROLE_NAMES } from '../../shared/content.ts';
import type { TextGroup, TextHit } from '../../shared/contract/text-calls.ts';
import { versionWord } from '../../shared/version-word.ts';
import { hitKey } from './find-search.ts';
import styles from './find-dialog.module.css';

type Props = {
  groups: readonly TextGroup[];
  /** Shows each place before and after, to be ticked or not. */
  replacing: boolean;
  unticked: ReadonlySet<string>;
  onTick: (unticked: ReadonlySet<string>) => void;
  onOpen: (group: TextGroup, hit: TextHit) => void;
};

type Line = { group: TextGroup; hit: TextHit | null };
const GROUP_HEIGHT = 30; // pixels
const HIT_HEIGHT = 26;
const CHANGE_HEIGHT = 46;

/** What was found, by prompt; only the lines in sight are drawn. */
export function FindResults({ groups, replacing, unticked, onTick, onOpen }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const lines = useMemo(
    () => groups.flatMap((group): Line[] => [{ group, hit: null }, ...group.hits.map((hit) => ({ group, hit }))]),
    [groups],
  );
  const hitHeight = replacing ? CHANGE_HEIGHT : HIT_HEIGHT;
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoised by a compiler
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => frame.current,
    estimateSize: (index) => (lines[index]!.hit === null ? GROUP_HEIGHT : hitHeight),
    getItemKey: (index) => {
      const { group, hit } = lines[index]!;
      return `${hitHeight} ${hit === null ? group.promptId : hitKey(group, hit)}`;
    },
    overscan: 12,
  });
  const tick = (keys: readonly string[], wanted: boolean) => {
    const next = new Set(unticked);
    for (const key of keys)
      if (wanted) next.delete(key);
      else next.add(key);
    onTick(next);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by the keyboard
    <section ref={frame} className={styles.results} aria-label="Found" tabIndex={0}>
      <div style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start, size, key }) => {
          const { group, hit } = lines[index]!;
          const keys = hit === null ? group.hits.map((each) => hitKey(group, each)) : [hitKey(group, hit)];
          const isTicked = keys.some((each) => !unticked.has(each));
          const name = hit === null ? group.name : `Message ${hit.message + 1}, line ${hit.line}: ${hit.match}`;
          return (
            <div key={key} className={hit === null ? styles.group : styles.hit} style={{ top: start, height: size }}>
              {replacing && (
                <input
                  type="checkbox"
                  aria-label={`Replace in ${name}`}
                  checked={isTicked}
                  onChange={(event) => tick(keys, event.target.checked)}
                />
              )}
              <button type="button" className={styles.line} onClick={() => onOpen(group, hit ?? group.hits[0]!)}>
                {hit === null ? <GroupLine group={group} /> : <HitLine hit={hit} replacing={replacing} />}
              </button>
            </div>
          );
        })}
      </div>
    </section>
  );
}

function GroupLine({ group }: { group: TextGroup }) {
  return (
    <>
      <span className={styles.name}>{group.name}</span>
      <span className={styles.note}>
        {group.draftRevision > 0 ? 'draft' : versionWord(group.number)} · {group.hits.length.toLocaleString('en')}
        {group.more && ' and more'}
      </span>
    </>
  );
}

function HitLine({ hit, replacing }: { hit: TextHit; replacing: boolean }) {
  const { before, match, after, insert = '', role, line } = hit;
  return (
    <>
      <span className={styles.place}>
        {ROLE_NAMES[role]} {line}
      </span>
      <span className={styles.passages}>
        <span className={styles.passage}>
          {before.trimStart()}
          {replacing ? <del>{shown(match)}</del> : <mark>{shown(match)}</mark>}
          {after}
        </span>
        {replacing && (
          <span className={styles.passage}>
            {before.trimStart()}
            <ins>{shown(insert)}</ins>
            {after}
          </span>
        )}
      </span>
    </>
  );
}

/** On one line: a line break is shown as a mark. */
function shown(text: string): string {
  return text.slice(0, 200).replaceAll(/\r?\n/g, '↵');
}
