import { useEffect, useState } from 'react';
import type { PlannedMove, ReleaseGroup, ReleaseMove } from '../../../shared/contract/label-calls.ts';
import type { Refusal } from '../../../shared/reply.ts';
import { ComparedVersions } from '../../diff/compared-versions.tsx';
import { call, onEvent } from '../../state/client.ts';
import { openDialog } from '../../state/dialogs.ts';
import { openPrompt } from '../../state/tabs.ts';
import { useReadOnly } from '../../state/workspace.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { Time } from '../../ui/time.tsx';
import { PlannedRows } from '../bulk/planned-rows.tsx';
import { stepOf } from './group-text.ts';
import styles from './releases.module.css';

/** One release: what it moved, why, what that changed, and the way back where nothing has moved since. */
export function ReleaseDetail({ group }: { group: ReleaseGroup }) {
  const { moves, refusal } = useMoves(group.moveId);
  const readOnly = useReadOnly() !== null;
  const [only] = moves ?? [];
  const movedSince = moves?.filter((move) => !move.current).length ?? 0;
  const single = moves?.length === 1 ? only : undefined;
  return (
    <section className={styles.detail} aria-label="About the release">
      <h2 className={styles.title}>
        {single
          ? `${single.label} on ${single.promptName}`
          : `${group.count.toLocaleString('en')} labels in one release`}
      </h2>
      {single && <p className={styles.big}>{stepOf(single)}</p>}
      <p className={styles.reasonWhole} data-none={group.reason === '' || undefined}>
        {group.reason || 'No reason given'}
      </p>
      <p className={styles.by}>
        {group.author} · <Time at={group.at} />
        {group.rollback && ' · rolled back'}
      </p>
      <div className={styles.actions}>
        {moves && movedSince === 0 && (
          <Button disabled={readOnly} onClick={() => openDialog({ kind: 'roll-back-release', moveId: group.moveId })}>
            {single ? `Roll back to ${single.from ? `v${single.from.number}` : 'none'}…` : 'Roll back all…'}
          </Button>
        )}
        {single && <Button onClick={() => openPrompt(single.promptId)}>Open prompt</Button>}
      </div>
      {movedSince > 0 && (
        <p className={styles.by}>
          {single
            ? 'The label has been moved again since.'
            : `${movedSince.toLocaleString('en')} of these labels ${movedSince === 1 ? 'has' : 'have'} been moved again since.`}
        </p>
      )}
      {refusal && <Notice>{refusal.message}</Notice>}
      {!moves && !refusal && <Spinner label="Reading the release" />}
      {single && (
        <ComparedVersions
          promptId={single.promptId}
          pair={{
            left: single.from ? { kind: 'version', versionId: single.from.versionId } : { kind: 'empty' },
            right: single.to ? { kind: 'version', versionId: single.to.versionId } : { kind: 'empty' },
          }}
          leftName={single.from ? `v${single.from.number}` : 'nothing'}
          rightName={single.to ? `v${single.to.number}` : 'nothing'}
        />
      )}
      {moves && !single && (
        <div className={styles.moves}>
          <PlannedRows rows={moves.map(asRow)} />
        </div>
      )}
    </section>
  );
}

type Read = { of: string; moves: readonly ReleaseMove[] | null; refusal: Refusal | null };

function useMoves(moveId: string): Pick<Read, 'moves' | 'refusal'> {
  const [read, setRead] = useState<Read | null>(null);
  useEffect(() => {
    const wanted = { still: true };
    const ask = async () => {
      const reply = await call('release.moves', { moveId });
      if (!wanted.still) return;
      setRead({ of: moveId, moves: reply.ok ? reply.value.moves : null, refusal: reply.ok ? null : reply.error });
    };
    void ask();
    // What was the last move of a label may be so no more.
    const stop = onEvent((event) => event.type === 'changed' && void ask());
    return () => {
      wanted.still = false;
      stop();
    };
  }, [moveId]);
  return read?.of === moveId ? read : { moves: null, refusal: null };
}

function asRow({ promptId, promptName, label, from, to }: ReleaseMove): PlannedMove {
  return { promptId, name: `${promptName} · ${label}`, from, to, expectedMoveId: null };
}
