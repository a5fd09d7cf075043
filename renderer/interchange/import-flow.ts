import { create } from 'zustand';
import type { JobState } from '../../shared/contract.ts';
import type { ImportFormat, ImportOptions, InspectedSource } from '../../shared/interchange.ts';
import { call } from '../state/client.ts';
import { openDialog, type PickedFile } from '../state/dialogs.ts';
import { dropJob, jobEnd } from '../state/jobs.ts';
import { showToast } from '../ui/toast.tsx';
import { importSummary } from './loss-text.ts';
import { dropFiles, stageFiles } from './stage-files.ts';

/** Where an import stands: files are chosen, handed over, looked into, brought in. */
export type ImportStep =
  | { kind: 'choose'; problem: string | null }
  | { kind: 'staging'; files: number; bytes: number; total: number }
  | { kind: 'options'; fileIds: string[]; source: InspectedSource; problem: string | null; looking: boolean }
  | { kind: 'unknown'; fileIds: string[]; problem: string; looking: boolean }
  | { kind: 'running'; jobId: string }
  | { kind: 'ended'; jobId: string };

type Flow = {
  step: ImportStep;
  names: string[];
  options: ImportOptions;
};

const START: Flow = {
  step: { kind: 'choose', problem: null },
  names: [],
  options: { strict: false, folder: '', mapping: null },
};

export const useImport = create<Flow>(() => START);

/** Forgets everything about the import, staged files included. A running job goes on: the status bar shows it. */
export function resetImport(): void {
  staging?.abort();
  const { step } = useImport.getState();
  if (step.kind === 'options' || step.kind === 'unknown') void dropFiles(step.fileIds);
  if (step.kind === 'ended') dropJob(step.jobId);
  useImport.setState(START);
}

/** Hands the files over and looks into them. */
export async function takeFiles(files: readonly PickedFile[]): Promise<void> {
  if (files.length === 0) return;
  resetImport();
  const controller = new AbortController();
  staging = controller;
  const total = files.reduce((sum, { file }) => sum + file.size, 0);
  const show = (bytes: number) => setStep({ kind: 'staging', files: files.length, bytes, total });
  useImport.setState({ names: files.map(({ path }) => path) });
  show(0);
  const staged = await stageFiles(files, { signal: controller.signal, onProgress: show });
  if (controller.signal.aborted) return;
  if (!staged.ok) setStep({ kind: 'choose', problem: staged.error.message });
  else await inspect(staged.value);
}

let staging: AbortController | null = null;

/** Looks into the staged files: as `format`, or as what they seem to be. */
export async function inspect(fileIds: string[], format?: ImportFormat): Promise<void> {
  const before = useImport.getState().step;
  if (before.kind === 'options' || before.kind === 'unknown') setStep({ ...before, looking: true });
  const reply = await call('import.inspect', format === undefined ? { fileIds } : { fileIds, format });
  const now = useImport.getState().step;
  if (now.kind === 'choose') return; // closed meanwhile
  if (reply.ok) {
    setStep({ kind: 'options', fileIds, source: reply.value, problem: null, looking: false });
    setOptions({ mapping: reply.value.mapping });
  } else if (now.kind === 'options') {
    setStep({ ...now, problem: reply.error.message, looking: false });
  } else {
    setStep({ kind: 'unknown', fileIds, problem: reply.error.message, looking: false });
  }
}

export function setOptions(change: Partial<ImportOptions>): void {
  useImport.setState(({ options }) => ({ options: { ...options, ...change } }));
}

/** Begins the import; its job tells how far it is. */
export async function startImport(): Promise<void> {
  const { step, options } = useImport.getState();
  if (step.kind !== 'options') return;
  setStep({ ...step, looking: true, problem: null });
  const reply = await call('import.start', { fileIds: step.fileIds, format: step.source.format, options });
  if (!reply.ok) {
    setStep({ ...step, looking: false, problem: reply.error.message });
    return;
  }
  const { jobId } = reply.value;
  setStep({ kind: 'running', jobId });
  const job = await jobEnd(jobId);
  const now = useImport.getState().step;
  if (now.kind === 'running' && now.jobId === jobId) setStep({ kind: 'ended', jobId });
  else tellEnd(job);
}

/** The dialog was closed while the job went on. */
function tellEnd(job: JobState): void {
  if (job.state === 'cancelled') return;
  showToast({
    text:
      job.report !== null && job.state === 'finished' ? importSummary(job.report) : (job.error ?? 'The import failed.'),
    tone: job.state === 'failed' ? 'error' : 'plain',
    action: {
      label: 'Show the report',
      run: () => {
        resetImport();
        setStep({ kind: 'ended', jobId: job.id });
        openDialog({ kind: 'import', files: [] });
      },
    },
  });
}

function setStep(step: ImportStep): void {
  useImport.setState({ step });
}
