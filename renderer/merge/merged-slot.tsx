import { memo } from 'react';
import type { Conflict } from '../../shared/merge/conflicts.ts';
import type { MessageSlot } from '../../shared/merge/merge-messages.ts';
import { type Role, ROLE_NAMES } from '../../shared/content.ts';
import { ConflictBlock } from './conflict-block.tsx';
import { sideName, useMerge } from './merge-context.ts';
import { MergedText } from './merged-text.tsx';
import styles from './merge.module.css';

type Props = { slot: MessageSlot; index: number; conflicts: ReadonlyMap<string, Conflict> };

/** What stands at one place of the merged prompt: a message, or a question about whole messages. */
export const MergedSlot = memo(function MergedSlot({ slot, index, conflicts }: Props) {
  const { names } = useMerge();
  if (slot.kind !== 'message') {
    const conflict = conflicts.get(slot.id);
    return conflict && <ConflictBlock conflict={conflict} />;
  }
  const role = slot.role.kind === 'conflict' ? null : slot.role.value;
  const isSame = slot.by === 'same' && slot.role.kind === 'same' && slot.text.every((part) => part.kind === 'same');
  const roleConflict = slot.role.kind === 'conflict' ? conflicts.get(slot.role.id) : undefined;
  return (
    <section className={styles.card} aria-label={`Message ${index + 1}`}>
      <header className={styles.head}>
        <span>{role === null ? 'role to decide' : roleName(role)}</span>
        {slot.by !== 'same' && slot.role.kind !== 'conflict' && <em>added by {sideName(names, slot.by)}</em>}
        {slot.by === 'same' && slot.role.kind !== 'same' && slot.role.kind !== 'conflict' && (
          <em>role from {sideName(names, slot.role.kind)}</em>
        )}
        {isSame && <em>unchanged</em>}
      </header>
      <div className={styles.body}>
        {roleConflict && <ConflictBlock conflict={roleConflict} />}
        <MergedText parts={slot.text} conflicts={conflicts} />
      </div>
    </section>
  );
});

function roleName(role: Role): string {
  return ROLE_NAMES[role].toLowerCase();
}
