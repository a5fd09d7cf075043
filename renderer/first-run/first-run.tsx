import { FileDown, FilePlus2, Library, Users } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { call } from '../state/client.ts';
import { openDialog } from '../state/dialogs.ts';
import { loadPrompts } from '../state/prompts.ts';
import { useReadOnly } from '../state/workspace.ts';
import { Notice } from '../ui/notice.tsx';
import styles from './first-run.module.css';

/** An empty workspace: four ways to begin. */
export default function FirstRun() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const readOnly = useReadOnly();
  const addExamples = async () => {
    setBusy(true);
    const reply = await call('workspace.addExamples', {});
    if (reply.ok) await loadPrompts();
    else setProblem(reply.error.message);
    setBusy(false);
  };
  return (
    <div className={styles.page}>
      <div className={styles.inside}>
        <h1 className={styles.title}>Start with your prompts</h1>
        <p className={styles.lead}>
          Everything stays on this computer. Every version you commit is kept, and a draft is saved whenever you pause.
        </p>
        {problem !== null && <Notice>{problem}</Notice>}
        {readOnly !== null && <Notice tone="warning">{readOnly}</Notice>}
        <div className={styles.ways}>
          <Way
            icon={<FileDown aria-hidden />}
            title="Import…"
            disabled={readOnly !== null}
            primary
            onClick={() => openDialog({ kind: 'import', files: [] })}
          >
            From CSV, JSON Lines, .prompt, .prompty, Langfuse, Markdown or plain text. You can also drop files here.
          </Way>
          <Way
            icon={<FilePlus2 aria-hidden />}
            title="Blank prompt…"
            disabled={readOnly !== null}
            onClick={() => openDialog({ kind: 'new-prompt', folder: '' })}
          >
            Give it a name and begin to write.
          </Way>
          <Way
            icon={<Library aria-hidden />}
            title="Add the examples"
            disabled={readOnly !== null || busy}
            onClick={() => void addExamples()}
          >
            A small set to look around with: variables, several versions, labels and a rollback.
          </Way>
          <Way
            icon={<Users aria-hidden />}
            title="Join a team…"
            disabled={readOnly !== null || busy}
            onClick={() => openDialog({ kind: 'join-team' })}
          >
            Paste the invitation that somebody of the team sent you.
          </Way>
        </div>
      </div>
    </div>
  );
}

type WayProps = {
  icon: ReactNode;
  title: string;
  primary?: boolean;
  disabled: boolean;
  onClick: () => void;
  children: ReactNode;
};

function Way({ icon, title, primary = false, disabled, onClick, children }: WayProps) {
  return (
    <button type="button" className={styles.way} data-primary={primary} disabled={disabled} onClick={onClick}>
      {icon}
      <span className={styles.wayTitle}>{title}</span>
      <span className={styles.wayText}>{children}</span>
    </button>
  );
}
