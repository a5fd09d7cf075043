import { ArrowDown, ArrowUp, ChevronDown, ChevronRight, Copy, Trash2 } from 'lucide-react';
import { useRef } from 'react';
import { IconButton } from '../ui/button.tsx';
import { duplicateAndFocus, moveExampleBy, removeWithUndo } from './message-actions.ts';
import { type Block, blocksOf } from './message-blocks.ts';
import { Grip, MessageCard } from './message-card.tsx';
import type { OpenPrompt } from './open-prompt.ts';
import type { MessageItem } from './open-prompt-state.ts';
import { useOpenPrompt } from './open-prompts.ts';
import { type DragHandlers, useMessageDrag } from './use-message-drag.ts';
import styles from './message-card.module.css';

/** The messages of a prompt in order, examples in a frame of their own. */
export function MessageCards({ prompt }: { prompt: OpenPrompt }) {
  const items = useOpenPrompt(prompt, (state) => state.items);
  const list = useRef<HTMLOListElement>(null);
  const { line, drag, target } = useMessageDrag(prompt, list);
  const blocks = blocksOf(items.map((item) => item.role));
  return (
    // Cards are dropped between cards, so the list as a whole is where they land; the keys move them too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <ol className={styles.list} ref={list} {...target}>
      {blocks.map((block) => {
        const cards = items
          .slice(block.from, block.from + block.count)
          .map((item, offset) => (
            <MessageCard
              key={item.key}
              prompt={prompt}
              item={item}
              index={block.from + offset}
              count={items.length}
              drag={drag}
            />
          ));
        if (block.example === null) return cards;
        return (
          <Example
            key={`example ${items[block.from]!.key}`}
            prompt={prompt}
            block={block}
            items={items}
            isFirst={block === blocks[0]}
            isLast={block === blocks.at(-1)}
            drag={drag}
          >
            {cards}
          </Example>
        );
      })}
      {line !== null && <li className={styles.dropLine} role="presentation" style={{ top: line }} />}
    </ol>
  );
}

type ExampleProps = {
  prompt: OpenPrompt;
  block: Block;
  items: readonly MessageItem[];
  isFirst: boolean;
  isLast: boolean;
  drag: DragHandlers;
  children: React.ReactNode;
};

/** A question and its answer, handled as one. */
function Example({ prompt, block, items, isFirst, isLast, drag, children }: ExampleProps) {
  const members = items.slice(block.from, block.from + block.count);
  const keys = members.map((item) => item.key);
  const [first] = keys;
  const collapsed = members.every((item) => item.collapsed);
  const name = `Example ${block.example}`;
  if (first === undefined) return null;
  return (
    <li className={styles.example} data-example aria-label={name}>
      <header className={styles.exampleHead}>
        <span className={styles.exampleName}>{name}</span>
        <span className={styles.actions}>
          <Grip
            label={`Move ${name}: drag, or press the arrow keys`}
            keys={keys}
            drag={drag}
            onStep={(by) => moveExampleBy(prompt, first, by)}
          />
          <IconButton
            label="Move example up"
            size="small"
            disabled={isFirst}
            onClick={() => moveExampleBy(prompt, first, -1)}
          >
            <ArrowUp />
          </IconButton>
          <IconButton
            label="Move example down"
            size="small"
            disabled={isLast}
            onClick={() => moveExampleBy(prompt, first, 1)}
          >
            <ArrowDown />
          </IconButton>
          <IconButton label="Duplicate example" size="small" onClick={() => duplicateAndFocus(prompt, keys)}>
            <Copy />
          </IconButton>
          <IconButton label="Remove example" size="small" onClick={() => removeWithUndo(prompt, keys)}>
            <Trash2 />
          </IconButton>
        </span>
        <IconButton
          label={collapsed ? 'Expand example' : 'Collapse example'}
          size="small"
          aria-expanded={!collapsed}
          onClick={() => prompt.messages.setCollapsed(keys, !collapsed)}
        >
          {collapsed ? <ChevronRight /> : <ChevronDown />}
        </IconButton>
      </header>
      <ol className={styles.pair}>{children}</ol>
    </li>
  );
}
