import { useMemo } from 'react';
import type { Choice } from '../../shared/merge/resolve-merge.ts';
import { type Command, useCommands } from '../state/commands.ts';
import { answerWith } from './conflict-block.tsx';
import { useMergeState } from './merge-context.ts';
import {
  decide,
  decideRest,
  goToOpen,
  type MergeSession,
  openCount,
  redoDecision,
  stepConflict,
  undoDecision,
} from './merge-session.ts';

type Merging = { session: MergeSession; finish: () => void; close: () => void; active: boolean; isDraft: boolean };

/** What the palette and the keyboard can do in a merge. */
export function useMergeCommands({ session, finish, close, active, isDraft }: Merging): void {
  const open = useMergeState(session, openCount);
  const count = useMergeState(session, (state) => state.conflicts.length);
  const commands = useMemo(() => {
    const group = 'Merge';
    const take = (kind: Choice['take']) => () => answer(session, kind);
    const list: Command[] = [
      {
        id: 'merge.next',
        title: 'Next conflict',
        group,
        shortcut: 'F7',
        enabled: count > 0,
        run: () => stepConflict(session, 1),
      },
      {
        id: 'merge.previous',
        title: 'Previous conflict',
        group,
        shortcut: 'Shift+F7',
        enabled: count > 0,
        run: () => stepConflict(session, -1),
      },
      {
        id: 'merge.open',
        title: 'Next conflict to decide',
        group,
        shortcut: 'N',
        enabled: open > 0,
        run: () => goToOpen(session),
      },
      { id: 'merge.mine', title: 'Take mine', group, shortcut: 'M', enabled: count > 0, run: take('mine') },
      { id: 'merge.theirs', title: 'Take theirs', group, shortcut: 'T', enabled: count > 0, run: take('theirs') },
      { id: 'merge.both', title: 'Take both', group, shortcut: 'B', enabled: count > 0, run: take('both') },
      {
        id: 'merge.write',
        title: 'Write what stands here',
        group,
        shortcut: 'W',
        enabled: count > 0,
        run: take('typed'),
      },
      {
        id: 'merge.restMine',
        title: 'Take mine for all that is left to decide',
        group,
        enabled: open > 0,
        run: () => decideRest(session, 'mine'),
      },
      {
        id: 'merge.restTheirs',
        title: 'Take theirs for all that is left to decide',
        group,
        enabled: open > 0,
        run: () => decideRest(session, 'theirs'),
      },
      {
        id: 'merge.undo',
        title: 'Undo the last decision',
        group,
        shortcut: 'Mod+Z',
        local: true,
        run: () => undoDecision(session),
      },
      {
        id: 'merge.redo',
        title: 'Redo the decision',
        group,
        shortcut: 'Mod+Shift+Z',
        local: true,
        run: () => redoDecision(session),
      },
      {
        id: 'merge.finish',
        title: isDraft ? 'Use the merge as draft' : 'Commit merge…',
        group,
        shortcut: 'Mod+Enter',
        run: finish,
      },
      { id: 'merge.leave', title: 'Leave the merge', group, shortcut: 'Alt+ArrowLeft', run: close },
    ];
    return list;
  }, [session, finish, close, isDraft, open, count]);
  useCommands(commands, active);
}

function answer(session: MergeSession, take: Choice['take']): void {
  const { conflicts, current, choices } = session.getState();
  const conflict = conflicts.find(({ id }) => id === current?.id);
  if (conflict?.options.includes(take)) decide(session, conflict.id, answerWith(conflict, take, choices[conflict.id]));
}
