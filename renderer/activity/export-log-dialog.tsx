import { useState } from 'react';
import { jobText } from '../app/job-text.ts';
import { ProgressLine } from '../interchange/progress-line.tsx';
import { downloadFile } from '../interchange/save-file.ts';
import { call } from '../state/client.ts';
import { closeDialog } from '../state/dialogs.ts';
import { dropJob, jobEnd, useJob } from '../state/jobs.ts';
import { Button } from '../ui/button.tsx';
import { CopiedText } from '../ui/copied-text.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';

/** Writes the signed log into one file, and tells how anybody can verify it. */
export function ExportLogDialog() {
  const [jobId, setJobId] = useState<string | null>(null);
  const [saved, setSaved] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const job = useJob(jobId);
  const begin = async () => {
    setProblem(null);
    const reply = await call('activity.export', {});
    if (!reply.ok) {
      setProblem(reply.error.message);
      return;
    }
    setJobId(reply.value.jobId);
    const ended = await jobEnd(reply.value.jobId);
    setJobId(null);
    dropJob(ended.id);
    if (ended.state !== 'finished' || ended.fileId === null) {
      setProblem(ended.state === 'cancelled' ? null : (ended.error ?? 'The log was written, but there is no file.'));
      return;
    }
    const name = ended.fileName ?? 'workspace-audit-log.jsonl';
    const file = await downloadFile(ended.fileId, name);
    if (file.ok) setSaved(name);
    else setProblem(file.error.message);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && closeDialog()}
      title="Export the audit log"
      description="Every change as it was signed, and by whom, in one file: who is a member, who did what, who released what on whose approvals. What the versions say stays here. Whoever has the file can check that nothing was altered, left out or put in another order."
      mayClose={() => jobId === null}
      onSubmit={() => void begin()}
      footer={
        jobId !== null ? (
          <Button onClick={() => void call('job.cancel', { jobId })}>Cancel</Button>
        ) : (
          <>
            <Button onClick={closeDialog}>{saved === null ? 'Cancel' : 'Done'}</Button>
            {saved === null && (
              <Button type="submit" variant="primary">
                Export
              </Button>
            )}
          </>
        )
      }
    >
      {job?.state === 'running' && <ProgressLine text={jobText(job)} done={job.done} total={job.total} unit="items" />}
      {saved !== null && (
        <>
          <Notice tone="done">Saved as “{saved}”.</Notice>
          <p>To verify it, on any computer with Galley:</p>
          <CopiedText label="Command to verify the log" text={`galley verify --log ${shellWord(saved)}`} rows={1} />
        </>
      )}
      {problem !== null && <Notice>{problem}</Notice>}
    </Dialog>
  );
}

function shellWord(name: string): string {
  return /^[\w.-]+$/.test(name) ? name : `'${name.replaceAll("'", String.raw`'\''`)}'`;
}
