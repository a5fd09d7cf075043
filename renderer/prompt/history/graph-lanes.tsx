import type { Lanes } from '../../../shared/merge/version-graph.ts';
import styles from './graph-lanes.module.css';

const LANE = 12; // pixels
const NODE = 19; // from the top of the row to the middle of its first line
const BEND = 16; // how far a line takes to reach another lane
/** More lanes than this lie over each other: the list must stay readable. */
const MOST_LANES = 7;
const COLOURS = 4;

export function graphWidth(lanes: number): number {
  return Math.min(lanes, MOST_LANES) * LANE + 6;
}

type Props = { lanes: Lanes; width: number; kind: 'version' | 'merge' | 'draft' };

/** The lines of a history beside one of its rows. The words for it stand in the row. */
export function GraphLanes({ lanes: { lane, from, past, to }, width, kind }: Props) {
  const at = x(lane);
  return (
    <svg className={styles.lanes} width={width} aria-hidden data-kind={kind}>
      {past.map((other) => (
        <line key={`past ${other}`} x1={x(other)} x2={x(other)} y1="0" y2="100%" data-colour={other % COLOURS} />
      ))}
      {from.map((other) => (
        <path key={`from ${other}`} d={bend(x(other), NODE - BEND, at, NODE, true)} data-colour={other % COLOURS} />
      ))}
      {to.map((other) => (
        <g key={`to ${other}`} data-colour={other % COLOURS}>
          <path d={bend(at, NODE, x(other), NODE + BEND, false)} />
          <line x1={x(other)} x2={x(other)} y1={NODE + BEND} y2="100%" />
        </g>
      ))}
      <circle cx={at} cy={NODE} r={kind === 'merge' ? 4.5 : 3.5} data-colour={lane % COLOURS} />
    </svg>
  );
}

function x(lane: number): number {
  return Math.min(lane, MOST_LANES - 1) * LANE + 8;
}

function bend(fromX: number, fromY: number, toX: number, toY: number, isFromTop: boolean): string {
  const start = isFromTop ? `M${fromX} 0 L${fromX} ${fromY}` : `M${fromX} ${fromY}`;
  const middle = (fromY + toY) / 2;
  return `${start} C${fromX} ${middle} ${toX} ${middle} ${toX} ${toY}`;
}
