import { useState } from 'react';
import type { JobState } from '../../shared/contract.ts';
import type { Reply } from '../../shared/reply.ts';
import { jobText } from '../app/job-text.ts';
import { downloadFile } from '../interchange/save-file.ts';
import { ProgressLine } from '../interchange/progress-line.tsx';
import { call } from '../state/client.ts';
import { dropJob, jobEnd, useJob } from '../state/jobs.ts';
import { useWorkspace } from '../state/workspace.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Section } from './section.tsx';
import styles from './settings.module.css';

type Outcome = { tone: 'done' | 'info' | 'error'; text: string };

/** Looking after the workspace's file. */
export function SafetySection() {
  const changes = useWorkspace((state) => state.info?.changes ?? 0);
  return (
    <Section title="Safety" about="Your prompts live in one file on this computer.">
      <Work
        title="Back up"
        text="Saves a copy of the whole workspace, with its history, labels and drafts."
        verb="Back up…"
        start={() => call('backup.start', {})}
        onFinished={async (job) => {
          if (job.fileId === null)
            return { tone: 'error', text: 'The backup was written, but there is no file to save.' };
          const name = job.fileName ?? 'workspace.galley';
          const saved = await downloadFile(job.fileId, name);
          return saved.ok
            ? { tone: 'done', text: `Saved as “${name}”.` }
            : { tone: 'error', text: saved.error.message };
        }}
      />
      <Work
        title="Verify"
        text={`Reads all ${changes.toLocaleString('en')} changes again from the first one, and compares what they add up to with what is stored.`}
        verb="Verify"
        start={() => call('verify.start', {})}
        onFinished={() => Promise.resolve({ tone: 'done', text: 'Everything agrees: nothing is damaged or missing.' })}
      />
    </Section>
  );
}

type WorkProps = {
  title: string;
  text: string;
  verb: string;
  start: () => Promise<Reply<{ jobId: string }>>;
  onFinished: (job: JobState) => Promise<Outcome>;
};

function Work({ title, text, verb, start, onFinished }: WorkProps) {
  const [jobId, setJobId] = useState<string | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const job = useJob(jobId);
  const run = async () => {
    setOutcome(null);
    const reply = await start();
    if (!reply.ok) {
      setOutcome({ tone: 'error', text: reply.error.message });
      return;
    }
    setJobId(reply.value.jobId);
    const ended = await jobEnd(reply.value.jobId);
    if (ended.state === 'finished') setOutcome(await onFinished(ended));
    else if (ended.state === 'cancelled') setOutcome({ tone: 'info', text: 'Cancelled.' });
    else setOutcome({ tone: 'error', text: ended.error ?? 'It failed, and Galley does not know why.' });
    setJobId(null);
    dropJob(reply.value.jobId);
  };
  return (
    <div className={styles.work}>
      <div className={styles.workHead}>
        <div className={styles.workText}>
          <h3 className={styles.workTitle}>{title}</h3>
          <p className={styles.aboutText}>{text}</p>
        </div>
        {jobId === null ? (
          <Button onClick={() => void run()}>{verb}</Button>
        ) : (
          <Button onClick={() => void call('job.cancel', { jobId })}>Cancel</Button>
        )}
      </div>
      {job !== undefined && job.state === 'running' && (
        <ProgressLine text={jobText(job)} done={job.done} total={job.total} unit="items" />
      )}
      {outcome !== null && <Notice tone={outcome.tone}>{outcome.text}</Notice>}
    </div>
  );
}
