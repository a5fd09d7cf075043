import { MessageSquarePlus } from 'lucide-react';
import { createContext, type ReactNode, useContext } from 'react';
import type { DiffLine } from '../../shared/diff/content-diff.ts';
import type { Side } from '../../shared/diff/take.ts';
import { linesIn } from './diff-items.ts';
import styles from './diff-view.module.css';

/** A line of a message on one side of a comparison: `message` from 0, `line` from 1. */
export type RemarkPlace = { message: number; line: number; side: 'before' | 'after' };

/** What is said about lines of a comparison; null where nothing is. */
export type Remarks = {
  /** What stands under the lines `from` up to and without `to`; null where that is nothing. */
  under: (message: number, side: RemarkPlace['side'], from: number, to: number) => ReactNode;
  /** Begins one; null where this person may not. */
  begin: ((place: RemarkPlace) => void) | null;
};

const Context = createContext<Remarks | null>(null);
export const RemarksProvider = Context.Provider;

/** Which message of either side the rows below belong to. */
type Message = { before: number | null; after: number | null };
const MessageContext = createContext<Message>({ before: null, after: null });
export const RemarkedMessage = MessageContext.Provider;

/** Whether lines are drawn one by one, so that each can be spoken of. */
export function useHasRemarks(): boolean {
  return useContext(Context) !== null;
}

/** The button at a line that begins a remark on it. The keyboard has a command for it: one stop a line would be too many. */
export function RemarkButton({ row, side }: { row: DiffLine; side: Side }) {
  const remarks = useContext(Context);
  const place = placeOf(useContext(MessageContext), row, side);
  const begin = remarks?.begin;
  if (!begin || !place) return null;
  return (
    <button
      type="button"
      className={styles.remark}
      tabIndex={-1}
      aria-label={`Comment on line ${place.line} of message ${place.message + 1}, ${place.side}`}
      onClick={() => begin(place)}
    >
      <MessageSquarePlus aria-hidden />
    </button>
  );
}

/** What is said about a row, on either side of it. */
export function RowRemarks({ row }: { row: DiffLine }) {
  const remarks = useContext(Context);
  const message = useContext(MessageContext);
  if (!remarks) return null;
  const said = (['left', 'right'] as const).map((side) => {
    const place = placeOf(message, row, side);
    return place && remarks.under(place.message, place.side, place.line, place.line + linesIn(row));
  });
  return said.some((one) => one !== null) ? (
    <div className={styles.remarks}>
      {said[0]}
      {said[1]}
    </div>
  ) : null;
}

function placeOf(message: Message, row: DiffLine, side: Side): RemarkPlace | null {
  const [index, line] = side === 'left' ? [message.before, row.left] : [message.after, row.right];
  if (index === null || line === null) return null;
  return { message: index, line: line.number, side: side === 'left' ? 'before' : 'after' };
}
