import { openDialog } from '../state/dialogs.ts';
import { Button } from '../ui/button.tsx';
import page from './team-area.module.css';

/** The way back for an owner who has lost every device. */
export function RecoveryKey({ has }: { has: boolean }) {
  return (
    <section className={page.part} aria-labelledby="recovery-heading">
      <div className={page.head}>
        <h2 id="recovery-heading" className={page.heading}>
          Recovery key
        </h2>
        <Button onClick={() => openDialog({ kind: 'recovery-key' })}>
          {has ? 'Make another…' : 'Make a recovery key…'}
        </Button>
      </div>
      <p className={page.quiet}>
        {has
          ? 'There is one. With it an owner who has lost every device speaks for themselves again. Making another one ends it.'
          : 'There is none yet. If every device of every owner is lost, nobody can let anybody in: a recovery key, kept on paper, is the way back.'}
      </p>
    </section>
  );
}
