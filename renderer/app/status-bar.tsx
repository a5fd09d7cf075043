import { Lock } from 'lucide-react';
import { call } from '../state/client.ts';
import { useJobs } from '../state/jobs.ts';
import { useWorkspace } from '../state/workspace.ts';
import { Button } from '../ui/button.tsx';
import { AttentionCount, OwnRole } from '../sync/own-standing.tsx';
import { SyncState } from '../sync/sync-state.tsx';
import { setPreferences, usePreferences } from '../state/preferences.ts';
import { printShortcut } from '../state/shortcut.ts';
import { showArea } from '../state/tabs.ts';
import { jobText } from './job-text.ts';
import { USUAL_TEXT_SIZE } from './text-size-commands.ts';
import styles from './status-bar.module.css';

/** One line of facts: whose workspace this is, how much is in it, what is under way. */
export function StatusBar() {
  const info = useWorkspace((state) => state.info);
  return (
    <footer className={styles.bar} data-chrome>
      {info !== null && (
        <>
          <span className={styles.name} title={info.path}>
            {info.name}
          </span>
          <span className={styles.fact}>
            {info.prompts.toLocaleString('en')} {info.prompts === 1 ? 'prompt' : 'prompts'} ·{' '}
            {info.versions.toLocaleString('en')} {info.versions === 1 ? 'version' : 'versions'}
          </span>
          <SyncState />
          <AttentionCount />
          {info.readOnly !== null && (
            <span className={styles.readOnly} title={info.readOnly}>
              <Lock aria-hidden />
              <span className={styles.reason}>{info.readOnly}</span>
            </span>
          )}
        </>
      )}
      <RunningJob />
      <TextSize />
      {info !== null && (
        <button
          type="button"
          className={styles.author}
          onClick={() => showArea('settings')}
          title="Who your versions are signed by. Change it in the settings."
        >
          {info.author}
          <OwnRole />
        </button>
      )}
    </footer>
  );
}

/** Said where it is not the usual one; a press puts it back. */
function TextSize() {
  const size = usePreferences((state) => state.preferences.fontSize);
  if (size === USUAL_TEXT_SIZE) return null;
  return (
    <button
      type="button"
      className={styles.author}
      onClick={() => setPreferences({ fontSize: USUAL_TEXT_SIZE })}
      title={`Text in the editor. Back to ${USUAL_TEXT_SIZE} px: ${printShortcut('Mod+0')}`}
    >
      Text {size} px
    </button>
  );
}

function RunningJob() {
  const job = useJobs((state) => [...state.byId.values()].find((each) => each.state === 'running'));
  if (job === undefined) return <span className={styles.gap} />;
  return (
    <span className={styles.job}>
      <span>{jobText(job)}</span>
      <progress
        className={styles.progress}
        max={job.total ?? undefined}
        value={job.total === null ? undefined : job.done}
        aria-label={jobText(job)}
      />
      <Button
        variant="quiet"
        size="small"
        className={styles.cancel}
        onClick={() => void call('job.cancel', { jobId: job.id })}
      >
        Cancel
      </Button>
    </span>
  );
}
