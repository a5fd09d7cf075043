import { ArrowDown, ArrowUp, ChevronDown, ChevronRight, Copy, GripVertical, Trash2 } from 'lucide-react';
import { type DragEvent, useState } from 'react';
import { ROLES } from '../../shared/content.ts';
import { MessageEditor } from '../editor/message-editor.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { Menu } from '../ui/menu.tsx';
import { removeMessage, ROLE_NAMES } from './message-actions.ts';
import type { OpenPrompt } from './open-prompt.ts';
import type { MessageItem } from './open-prompt-state.ts';
import { useOpenPrompt } from './open-prompts.ts';
import styles from './message-card.module.css';

type Props = { prompt: OpenPrompt; item: MessageItem; index: number; count: number };

const DRAGGED = 'application/x-galley-message';

/** One message: its role, its text, and what can be done with it. */
export function MessageCard({ prompt, item, index, count }: Props) {
  const drop = useDrop(prompt, index);
  const name = `${ROLE_NAMES[item.role]} message ${index + 1}`;
  return (
    // Focus and drops of what is inside are only noted here.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li
      className={styles.card}
      data-drop={drop.place}
      data-role={item.role}
      aria-label={name}
      onFocus={() => prompt.messages.noteFocus(item.key)}
      {...drop.handlers}
    >
      <header className={styles.head}>
        <Menu
          trigger={
            <Button variant="quiet" size="small" className={styles.role} aria-label={`Role: ${ROLE_NAMES[item.role]}`}>
              {ROLE_NAMES[item.role]}
            </Button>
          }
          items={[
            { heading: 'Role' },
            ...ROLES.map((role) => ({
              label: ROLE_NAMES[role],
              checked: role === item.role,
              onSelect: () => prompt.messages.setRole(item.key, role),
            })),
          ]}
        />
        <Length prompt={prompt} item={item} />
        <span className={styles.actions}>
          <Grip prompt={prompt} item={item} index={index} count={count} />
          <IconButton
            label="Move up"
            size="small"
            disabled={index === 0}
            onClick={() => prompt.messages.move(item.key, index - 1)}
          >
            <ArrowUp />
          </IconButton>
          <IconButton
            label="Move down"
            size="small"
            disabled={index === count - 1}
            onClick={() => prompt.messages.move(item.key, index + 1)}
          >
            <ArrowDown />
          </IconButton>
          <IconButton label="Duplicate" size="small" onClick={() => prompt.messages.duplicate(item.key)}>
            <Copy />
          </IconButton>
          <IconButton label="Remove" size="small" onClick={() => removeMessage(prompt, item.key)}>
            <Trash2 />
          </IconButton>
        </span>
        <IconButton
          label={item.collapsed ? 'Expand' : 'Collapse'}
          size="small"
          aria-expanded={!item.collapsed}
          onClick={() => prompt.messages.setCollapsed(item.key, !item.collapsed)}
        >
          {item.collapsed ? <ChevronRight /> : <ChevronDown />}
        </IconButton>
      </header>
      {item.collapsed ? (
        <Fold prompt={prompt} item={item} />
      ) : (
        <MessageEditor className={styles.text} messageKey={item.key} host={prompt.documents} />
      )}
    </li>
  );
}

function Length({ prompt, item }: { prompt: OpenPrompt; item: MessageItem }) {
  useOpenPrompt(prompt, (state) => state.pauses);
  if (item.role === 'placeholder')
    return <span className={styles.note}>the messages in this variable are put here</span>;
  const { length } = prompt.documents.stateOf(item.key).doc;
  return (
    <span className={styles.note}>
      {length.toLocaleString('en')} {length === 1 ? 'character' : 'characters'}
    </span>
  );
}

/** The beginning of a collapsed message. */
function Fold({ prompt, item }: { prompt: OpenPrompt; item: MessageItem }) {
  const text = prompt.documents.stateOf(item.key).doc.sliceString(0, 200).replaceAll(/\s+/g, ' ').trim();
  return (
    <button type="button" className={styles.fold} onClick={() => prompt.messages.setCollapsed(item.key, false)}>
      {text === '' ? 'Empty' : text}
    </button>
  );
}

/** Takes the message along by drag, or by the arrow keys. */
function Grip({ prompt, item, index, count }: Props) {
  return (
    <button
      type="button"
      className={styles.grip}
      draggable
      aria-label={`Move ${ROLE_NAMES[item.role]} message ${index + 1} of ${count}: drag, or press the arrow keys`}
      onDragStart={(event) => {
        event.dataTransfer.setData(DRAGGED, item.key);
        event.dataTransfer.effectAllowed = 'move';
        const card = event.currentTarget.closest('li');
        if (card) event.dataTransfer.setDragImage(card, 12, 12);
      }}
      onKeyDown={(event) => {
        const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
        if (by === 0) return;
        event.preventDefault();
        prompt.messages.move(item.key, index + by);
        const grip = event.currentTarget;
        requestAnimationFrame(() => grip.focus());
      }}
    >
      <GripVertical aria-hidden />
    </button>
  );
}

function useDrop(prompt: OpenPrompt, index: number) {
  const [place, setPlace] = useState<'before' | 'after' | undefined>();
  return {
    place,
    handlers: {
      onDragOver: (event: DragEvent<HTMLElement>) => {
        if (!event.dataTransfer.types.includes(DRAGGED)) return;
        event.preventDefault();
        setPlace(placeOf(event));
      },
      onDragLeave: (event: DragEvent<HTMLElement>) => {
        if (!(event.relatedTarget instanceof Node) || !event.currentTarget.contains(event.relatedTarget))
          setPlace(undefined);
      },
      onDrop: (event: DragEvent<HTMLElement>) => {
        const key = event.dataTransfer.getData(DRAGGED);
        const from = prompt.store.getState().items.findIndex((item) => item.key === key);
        setPlace(undefined);
        if (from < 0) return;
        event.preventDefault();
        const target = placeOf(event) === 'before' ? index : index + 1;
        prompt.messages.move(key, from < target ? target - 1 : target);
      },
    },
  };
}

function placeOf(event: DragEvent<HTMLElement>): 'before' | 'after' {
  const box = event.currentTarget.getBoundingClientRect();
  return event.clientY < box.top + box.height / 2 ? 'before' : 'after';
}
