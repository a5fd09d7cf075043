import type { ReactNode } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { classNames } from './class-names.ts';
import styles from './resizable.module.css';

type Props = {
  /** Which side keeps its pixels when the window is resized; with `none` both keep their share, a half each at first. */
  fixed: 'start' | 'end' | 'none';
  /** Pixels of the fixed side. */
  size?: number;
  minSize?: number;
  maxSize?: number;
  onSizeChange?: (size: number) => void;
  /** The accessible name of the line between the two. */
  label: string;
  /** True puts the start away, with the line, and leaves its size as it is. */
  startHidden?: boolean;
  start: ReactNode;
  end: ReactNode;
};

/** Two areas side by side with a line between them that can be dragged, or moved with the arrow keys. A double click
 *  puts it back. */
export function Resizable(props: Props) {
  const { fixed, size, minSize = 180, maxSize = 560, onSizeChange, label, startHidden = false, start, end } = props;
  const held = {
    ...(size === undefined ? {} : { defaultSize: size }),
    minSize,
    maxSize,
    groupResizeBehavior: 'preserve-pixel-size' as const,
    onResize: ({ inPixels }: { inPixels: number }) => {
      if (inPixels > 0) onSizeChange?.(Math.round(inPixels));
    },
  };
  const other = fixed === 'none' ? minSize : 240; // pixels
  return (
    <Group className={styles.group} orientation="horizontal" resizeTargetMinimumSize={{ coarse: 20, fine: 7 }}>
      <Panel
        id="start"
        className={classNames(styles.panel, startHidden && styles.away)}
        {...(fixed === 'start' ? held : { minSize: other })}
      >
        {start}
      </Panel>
      <Separator className={classNames(styles.line, startHidden && styles.away)} aria-label={label} />
      <Panel id="end" className={styles.panel} {...(fixed === 'end' ? held : { minSize: other })}>
        {end}
      </Panel>
    </Group>
  );
}
