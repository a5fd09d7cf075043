import {
  ArrowDown,
  ArrowUp,
  ChevronDown,
  ChevronRight,
  Copy,
  GripVertical,
  MoreHorizontal,
  Scissors,
  Trash2,
} from 'lucide-react';
import { ROLES, ROLE_NAMES } from '../../shared/content.ts';
import { MessageEditor } from '../editor/message-editor.tsx';
import { extractSelection } from '../snippets/snippet-commands.ts';
import { showSnippetDialog } from '../snippets/snippet-dialog-state.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Menu } from '../ui/menu.tsx';
import {
  addAndFocus,
  duplicateAndFocus,
  giveRole,
  joinWith,
  moveBy,
  removeWithUndo,
  splitAtCursor,
} from './message-actions.ts';
import type { DragHandlers } from './use-message-drag.ts';
import type { OpenPrompt } from './open-prompt.ts';
import type { MessageItem } from './open-prompt-state.ts';
import { useOpenPrompt } from './open-prompts.ts';
import styles from './message-card.module.css';

type Props = { prompt: OpenPrompt; item: MessageItem; index: number; count: number; drag: DragHandlers };

/** One message: its role, its text, and what can be done with it. */
export function MessageCard({ prompt, item, index, count, drag }: Props) {
  const name = `${ROLE_NAMES[item.role]} message ${index + 1}`;
  return (
    // Focus of what is inside is only noted here.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li
      className={styles.card}
      data-role={item.role}
      data-message={index}
      aria-label={name}
      onFocus={() => prompt.messages.noteFocus(item.key)}
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
              onSelect: () => giveRole(prompt, item.key, role),
            })),
          ]}
        />
        <Length prompt={prompt} item={item} />
        <span className={styles.actions}>
          <Grip
            label={`Move ${ROLE_NAMES[item.role]} message ${index + 1} of ${count}: drag, or press the arrow keys`}
            keys={[item.key]}
            drag={drag}
            onStep={(by) => moveBy(prompt, item.key, by)}
          />
          <IconButton label="Move up" size="small" disabled={index === 0} onClick={() => moveBy(prompt, item.key, -1)}>
            <ArrowUp />
          </IconButton>
          <IconButton
            label="Move down"
            size="small"
            disabled={index === count - 1}
            onClick={() => moveBy(prompt, item.key, 1)}
          >
            <ArrowDown />
          </IconButton>
          <IconButton label="Duplicate" size="small" onClick={() => duplicateAndFocus(prompt, [item.key])}>
            <Copy />
          </IconButton>
          <IconButton label="Remove" size="small" onClick={() => removeWithUndo(prompt, [item.key])}>
            <Trash2 />
          </IconButton>
          <CardMenu prompt={prompt} item={item} index={index} count={count} />
        </span>
        <IconButton
          label={item.collapsed ? 'Expand' : 'Collapse'}
          size="small"
          aria-expanded={!item.collapsed}
          onClick={() => prompt.messages.setCollapsed([item.key], !item.collapsed)}
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

function CardMenu({ prompt, item, index, count }: Omit<Props, 'drag'>) {
  const { messages } = prompt;
  const all = () => messages.items.map((each) => each.key);
  const isText = item.role !== 'placeholder';
  return (
    <Menu
      align="end"
      trigger={
        <IconButton label="More" size="small">
          <MoreHorizontal />
        </IconButton>
      }
      items={[
        {
          label: 'Split at the cursor',
          icon: <Scissors />,
          shortcut: 'Mod+Alt+Enter',
          disabled: !isText,
          onSelect: () => splitAtCursor(prompt, item.key),
        },
        {
          label: 'Join with the message before',
          shortcut: 'Mod+Alt+Backspace',
          disabled: !isText || index === 0,
          onSelect: () => joinWith(prompt, item.key, -1),
        },
        {
          label: 'Join with the message after',
          shortcut: 'Mod+Alt+Shift+Backspace',
          disabled: !isText || index === count - 1,
          onSelect: () => joinWith(prompt, item.key, 1),
        },
        'separator',
        {
          label: 'Insert snippet…',
          shortcut: 'Mod+Shift+S',
          disabled: !isText,
          onSelect: () => showSnippetDialog({ kind: 'insert', promptId: prompt.promptId }),
        },
        { label: 'Make snippet from selection…', disabled: !isText, onSelect: () => extractSelection(prompt) },
        'separator',
        { label: 'Add message after', onSelect: () => addAndFocus(prompt, undefined, item.key) },
        'separator',
        { label: 'Collapse all', onSelect: () => messages.setCollapsed(all(), true) },
        { label: 'Expand all', onSelect: () => messages.setCollapsed(all(), false) },
      ]}
    />
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
    <button type="button" className={styles.fold} onClick={() => prompt.messages.setCollapsed([item.key], false)}>
      {text === '' ? 'Empty' : text}
    </button>
  );
}

type GripProps = { label: string; keys: readonly string[]; drag: DragHandlers; onStep: (by: 1 | -1) => void };

/** Takes messages along by drag, or by the arrow keys. */
export function Grip({ label, keys, drag, onStep }: GripProps) {
  return (
    <button
      type="button"
      className={styles.grip}
      draggable
      aria-label={label}
      onDragStart={(event) => drag.start(event, keys)}
      onDragEnd={drag.end}
      onKeyDown={(event) => {
        const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
        if (by === 0 || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        onStep(by);
        const grip = event.currentTarget;
        requestAnimationFrame(() => grip.focus());
      }}
    >
      <GripVertical aria-hidden />
    </button>
  );
}
