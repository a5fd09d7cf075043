import { useEffect, type ReactNode } from 'react';
import { call } from '../state/client.ts';
import { closeDialog, type PickedFile } from '../state/dialogs.ts';
import { useJob } from '../state/jobs.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { jobText } from '../app/job-text.ts';
import { ChooseFiles } from './choose-files.tsx';
import { resetImport, startImport, takeFiles, useImport, type ImportStep } from './import-flow.ts';
import { ImportOptionsForm, UnknownFormat } from './import-options.tsx';
import { LossReport } from './loss-report.tsx';
import { importSummary } from './loss-text.ts';
import { ProgressLine } from './progress-line.tsx';

/** Brings prompts in: choose, look, bring in, read what could not be carried. */
export default function ImportDialog({ files }: { files: PickedFile[] }) {
  const step = useImport((state) => state.step);
  useEffect(() => {
    if (files.length > 0) void takeFiles(files);
  }, [files]);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title="Import prompts"
      description={DESCRIPTIONS[step.kind]}
      width={step.kind === 'options' ? 'wide' : 'normal'}
      // While files are handed over or brought in, only the buttons close.
      mayClose={() => step.kind !== 'running' && step.kind !== 'staging'}
      {...(step.kind === 'options' ? { onSubmit: () => void startImport() } : {})}
      footer={<Footer step={step} />}
    >
      <Body step={step} />
    </Dialog>
  );
}

function close(): void {
  closeDialog();
  resetImport();
}

const DESCRIPTIONS: Record<ImportStep['kind'], string | undefined> = {
  choose: 'Nothing is added until you have seen what was found.',
  staging: undefined,
  options: undefined,
  unknown: undefined,
  running: 'All of it comes in, or nothing does.',
  ended: undefined,
};

function Body({ step }: { step: ImportStep }): ReactNode {
  switch (step.kind) {
    case 'choose':
      return <ChooseFiles problem={step.problem} onChoose={(files) => void takeFiles(files)} />;
    case 'staging':
      return (
        <ProgressLine
          text={`Reading ${step.files === 1 ? 'one file' : `${step.files.toLocaleString('en')} files`}`}
          done={step.bytes}
          total={step.total}
          unit="bytes"
        />
      );
    case 'options':
      return <ImportOptionsForm step={step} />;
    case 'unknown':
      return <UnknownFormat step={step} />;
    case 'running':
      return <Running jobId={step.jobId} />;
    default:
      return <Ended jobId={step.jobId} />;
  }
}

function Running({ jobId }: { jobId: string }) {
  const job = useJob(jobId);
  if (job === undefined) return <ProgressLine text="Importing…" done={0} total={null} unit="items" />;
  return <ProgressLine text={jobText(job)} done={job.done} total={job.total} unit="items" />;
}

function Ended({ jobId }: { jobId: string }) {
  const job = useJob(jobId);
  if (job === undefined) return null;
  if (job.state === 'cancelled') return <Notice tone="info">The import was cancelled. Nothing was added.</Notice>;
  return (
    <>
      {job.error !== null && <Notice>{job.error}</Notice>}
      {job.report !== null && (
        <LossReport
          summary={job.state === 'failed' ? 'Nothing was added.' : importSummary(job.report)}
          report={job.report}
          fileName="import report.txt"
        />
      )}
    </>
  );
}

function Footer({ step }: { step: ImportStep }): ReactNode {
  switch (step.kind) {
    case 'choose':
    case 'staging':
    case 'unknown':
      return <Button onClick={close}>Cancel</Button>;
    case 'options':
      return (
        <>
          <Button onClick={resetImport}>Choose other files</Button>
          <Button variant="primary" type="submit" busy={step.looking}>
            Import
          </Button>
        </>
      );
    case 'running':
      return (
        <>
          <Button onClick={close}>Go on in the background</Button>
          <Button onClick={() => void call('job.cancel', { jobId: step.jobId })}>Cancel the import</Button>
        </>
      );
    default:
      return (
        <>
          <Button onClick={resetImport}>Import more</Button>
          <Button variant="primary" onClick={close}>
            Done
          </Button>
        </>
      );
  }
}
