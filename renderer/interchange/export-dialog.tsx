import { useMemo, useState } from 'react';
import type { ExportFormat } from '../../shared/interchange.ts';
import { jobText } from '../app/job-text.ts';
import { countFacets } from '../library/filters.ts';
import { buildTree, folderPaths } from '../library/tree.ts';
import { call } from '../state/client.ts';
import { closeDialog, type ExportScope } from '../state/dialogs.ts';
import { dropJob, jobEnd, useJob } from '../state/jobs.ts';
import { usePrompts } from '../state/prompts.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field, Select } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { showToast } from '../ui/toast.tsx';
import { FORMAT_ORDER, FORMATS } from './format-names.ts';
import { LossReport } from './loss-report.tsx';
import { exportSummary } from './loss-text.ts';
import { ProgressLine } from './progress-line.tsx';
import { downloadFile } from './save-file.ts';
import { promptsInScope } from './export-scope.ts';

type Props = { scope: ExportScope };
const NEWEST = '';

/** Writes prompts into files that other tools read; what a format cannot hold is reported before anyone relies on it. */
export default function ExportDialog({ scope: initial }: Props) {
  const [format, setFormat] = useState<ExportFormat>('galley');
  const [scope, setScope] = useState<ExportScope>(initial);
  const [label, setLabel] = useState(NEWEST);
  const [jobId, setJobId] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const job = useJob(jobId);
  const byId = usePrompts((state) => state.byId);
  const prompts = useMemo(
    () => promptsInScope(byId.values(), scope, label === NEWEST ? null : label),
    [byId, scope, label],
  );

  const close = () => {
    if (jobId !== null) dropJob(jobId);
    closeDialog();
  };

  const start = async () => {
    setProblem(null);
    const promptIds = scope.kind === 'all' ? null : prompts.map((row) => row.id);
    const reply = await call('export.start', { format, promptIds, ...(label === NEWEST ? {} : { label }) });
    if (!reply.ok) {
      setProblem(reply.error.message);
      return;
    }
    setJobId(reply.value.jobId);
    const ended = await jobEnd(reply.value.jobId);
    if (ended.state === 'finished' && ended.fileId !== null) await save(ended.fileId, ended.fileName ?? 'prompts');
    if (ended.state === 'finished' && ended.report?.lossCount === 0) {
      dropJob(reply.value.jobId);
      closeDialog();
      showToast({ text: `${exportSummary(ended.report)} Saved as “${ended.fileName ?? 'prompts'}”.` });
    }
  };

  const save = async (fileId: string, name: string) => {
    const saved = await downloadFile(fileId, name);
    if (!saved.ok) setProblem(saved.error.message);
  };

  const running = job?.state === 'running';
  const ended = job !== undefined && !running;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title="Export prompts"
      mayClose={() => !running}
      {...(job === undefined ? { onSubmit: () => void start() } : {})}
      footer={
        running ? (
          <Button onClick={() => void call('job.cancel', { jobId: job.id })}>Cancel the export</Button>
        ) : ended ? (
          <Button variant="primary" onClick={close}>
            Done
          </Button>
        ) : (
          <>
            <Button onClick={close}>Cancel</Button>
            <Button variant="primary" type="submit" disabled={prompts.length === 0}>
              Export {prompts.length.toLocaleString('en')} {prompts.length === 1 ? 'prompt' : 'prompts'}
            </Button>
          </>
        )
      }
    >
      {problem !== null && <Notice>{problem}</Notice>}
      {running && <ProgressLine text={jobText(job)} done={job.done} total={job.total} unit="items" />}
      {ended && job.state === 'cancelled' && (
        <Notice tone="info">The export was cancelled. Nothing was written.</Notice>
      )}
      {ended && job.error !== null && <Notice>{job.error}</Notice>}
      {ended && job.report !== null && job.state === 'finished' && (
        <LossReport
          summary={`${exportSummary(job.report)}${job.fileName === null ? '' : ` Saved as “${job.fileName}”.`}`}
          report={job.report}
          fileName="export report.txt"
        />
      )}
      {job === undefined && (
        <>
          <Field label="Format" hint={FORMATS[format].written}>
            <Select
              value={format}
              onValueChange={setFormat}
              options={FORMAT_ORDER.map((name) => ({ value: name, label: FORMATS[name].title }))}
            />
          </Field>
          <ScopeField scope={scope} initial={initial} onChange={setScope} />
          <VersionField label={label} onChange={setLabel} everyVersion={FORMATS[format].everyVersion} />
        </>
      )}
    </Dialog>
  );
}

type ScopeFieldProps = { scope: ExportScope; initial: ExportScope; onChange: (scope: ExportScope) => void };

function ScopeField({ scope, initial, onChange }: ScopeFieldProps) {
  const byId = usePrompts((state) => state.byId);
  const folders = useMemo(() => folderPaths(buildTree([...byId.values()].filter((row) => !row.archived))), [byId]);
  const [first] = initial.kind === 'prompts' ? initial.promptIds : [];
  const chosen = initial.kind === 'prompts' ? initial.promptIds.length : 0;
  const only = byId.get(first ?? '');
  const options = [
    { value: 'all', label: 'Every prompt' },
    ...(chosen > 0
      ? [
          {
            value: 'prompts',
            label:
              chosen === 1 && only !== undefined ? only.name : `The ${chosen.toLocaleString('en')} that are chosen`,
          },
        ]
      : []),
    ...folders.map((path) => ({ value: `folder ${path}`, label: `Folder ${path}` })),
  ];
  return (
    <Field label="What" hint={scope.kind === 'all' ? 'Archived prompts are left out.' : undefined}>
      <Select
        value={scope.kind === 'folder' ? `folder ${scope.path}` : scope.kind}
        options={options}
        onValueChange={(value) => {
          if (value === 'all') onChange({ kind: 'all' });
          else if (value === 'prompts') onChange(initial);
          else onChange({ kind: 'folder', path: value.slice('folder '.length) });
        }}
      />
    </Field>
  );
}

function VersionField({
  label,
  onChange,
  everyVersion,
}: {
  label: string;
  onChange: (label: string) => void;
  everyVersion: boolean;
}) {
  const byId = usePrompts((state) => state.byId);
  const labels = useMemo(() => countFacets(byId.values()).labels, [byId]);
  return (
    <Field label="Version" hint={label === NEWEST ? undefined : 'Prompts without this label are left out.'}>
      <Select
        value={label}
        onValueChange={onChange}
        options={[
          { value: NEWEST, label: everyVersion ? 'The whole history' : 'The newest' },
          ...labels.map(({ name, count }) => ({ value: name, label: `${name} (${count.toLocaleString('en')})` })),
        ]}
      />
    </Field>
  );
}
