import { type DragEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { blocksOf } from './message-blocks.ts';
import { moveMessages } from './message-edits.ts';
import type { OpenPrompt } from './open-prompt.ts';

const DRAGGED = 'application/x-galley-messages';

export type DragHandlers = {
  start: (event: DragEvent<HTMLElement>, keys: readonly string[]) => void;
  end: () => void;
};

/** A place where what is dragged can land: `index` in the list as it stands, `top` in pixels from the list's own top. */
type Gap = { index: number; top: number };

/** Dragging messages and examples within the list: `line` is where they would land, in pixels from the list's top. */
export function useMessageDrag(prompt: OpenPrompt, list: RefObject<HTMLElement | null>) {
  const dragged = useRef<readonly string[]>([]);
  const [line, setLine] = useState<number | null>(null);
  const scroll = useEdgeScroll(list);
  const end = () => {
    dragged.current = [];
    setLine(null);
    scroll(null);
  };
  const nearest = (event: DragEvent<HTMLElement>): Gap | undefined => {
    const top = list.current?.getBoundingClientRect().top ?? 0;
    return gapsOf(prompt, list.current, dragged.current)
      .map((gap) => ({ gap, away: Math.abs(gap.top + top - event.clientY) }))
      .toSorted((left, right) => left.away - right.away)[0]?.gap;
  };
  return {
    line,
    drag: {
      start: (event, keys) => {
        dragged.current = keys;
        event.dataTransfer.setData(DRAGGED, keys.join(' '));
        event.dataTransfer.effectAllowed = 'move';
        const card = event.currentTarget.closest('li');
        if (card) event.dataTransfer.setDragImage(card, 12, 12);
      },
      end,
    } satisfies DragHandlers,
    target: {
      onDragOver: (event: DragEvent<HTMLElement>) => {
        if (dragged.current.length === 0 || !event.dataTransfer.types.includes(DRAGGED)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'move';
        setLine(nearest(event)?.top ?? null);
        scroll(event.clientY);
      },
      onDragLeave: (event: DragEvent<HTMLElement>) => {
        if (event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)) return;
        setLine(null);
        scroll(null);
      },
      onDrop: (event: DragEvent<HTMLElement>) => {
        const keys = dragged.current;
        const gap = nearest(event);
        end();
        if (keys.length === 0 || gap === undefined) return;
        event.preventDefault();
        const before = keys.filter((key) => prompt.messages.indexOf(key) < gap.index).length;
        moveMessages(prompt.messages, keys, gap.index - before);
      },
    },
  };
}

/** A message can land between any two; an example only where it parts no other. */
function gapsOf(prompt: OpenPrompt, list: HTMLElement | null, keys: readonly string[]): Gap[] {
  if (!list) return [];
  const cards = [...list.querySelectorAll<HTMLElement>('[data-message]')];
  const { items } = prompt.messages;
  const inside = new Set(
    blocksOf(items.map((item) => item.role))
      .filter((block) => block.count === 2 && keys.length > 1)
      .map((block) => block.from + 1),
  );
  const origin = list.getBoundingClientRect().top;
  const boxes = cards.map((card) => (card.closest<HTMLElement>('[data-example]') ?? card).getBoundingClientRect());
  const own = cards.map((card) => card.getBoundingClientRect());
  const gaps: Gap[] = [];
  for (let index = 0; index <= cards.length; index++) {
    if (inside.has(index)) continue;
    const above = boxes[index - 1];
    const below = boxes[index];
    const parted = above !== undefined && below !== undefined && above.top === below.top;
    const from = parted ? own[index - 1]!.bottom : (above?.bottom ?? (below?.top ?? 0) - 12);
    const to = parted ? own[index]!.top : (below?.top ?? from + 12);
    gaps.push({ index, top: (from + to) / 2 - origin });
  }
  return gaps;
}

const EDGE = 56; // pixels from the top or the foot where the list begins to scroll
const FASTEST = 18; // pixels in one frame

/** Scrolls the list's scroller while the pointer is held near its edge; `null` stops. */
function useEdgeScroll(list: RefObject<HTMLElement | null>): (y: number | null) => void {
  const pointer = useRef<number | null>(null);
  const frame = useRef(0);
  useEffect(() => () => cancelAnimationFrame(frame.current), []);
  const step = () => {
    const scroller = list.current?.parentElement;
    if (pointer.current === null || !scroller) {
      frame.current = 0;
      return;
    }
    const box = scroller.getBoundingClientRect();
    const over = Math.max(0, box.top + EDGE - pointer.current);
    const under = Math.max(0, pointer.current - (box.bottom - EDGE));
    scroller.scrollBy(0, ((under - over) / EDGE) * FASTEST);
    frame.current = requestAnimationFrame(step);
  };
  return (y) => {
    pointer.current = y;
    if (y !== null && frame.current === 0) frame.current = requestAnimationFrame(step);
  };
}
