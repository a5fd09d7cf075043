import { useEffect, useState } from 'react';
import { create } from 'zustand';
import type { Report } from '../../../shared/contract/label-calls.ts';
import type { Refusal, Reply } from '../../../shared/reply.ts';
import { downloadFile } from '../../interchange/save-file.ts';
import { call, onEvent } from '../../state/client.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Select, TextInput } from '../../ui/field.tsx';
import { Menu } from '../../ui/menu.tsx';
import { SpinnerPage } from '../../ui/spinner.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useLabelNames } from '../move-label-dialog.tsx';
import { dayOf, daysFrom, periodOf, type PeriodName, type Span } from './period.ts';
import { printReport } from './print-report.ts';
import { ReportList } from './report-list.tsx';
import styles from './report.module.css';

export type ReportedPeriod = Span & { label: string };
type Asked = { label: string; period: PeriodName; first: string; last: string };

/** Kept while the window lives. */
const useAsked = create<Asked>(() => ({ label: 'production', period: 'week', first: '', last: '' }));

/** What changed under a label in a time: from where to where, why, by whom, and what that changed in the texts. */
export default function ReportPage() {
  const asked = useAsked();
  const labels = useLabelNames();
  const { report, refusal } = useReport(asked);
  const [busy, setBusy] = useState(false);
  const isPeriod = asked.period !== 'custom' || daysFrom(asked.first, asked.last) !== null;

  const run = async (work: (period: ReportedPeriod) => Promise<Reply<unknown>>) => {
    const period = spanOf(asked, Date.now());
    if (period === null || busy) return;
    setBusy(true);
    const reply = await work({ ...period, label: asked.label });
    setBusy(false);
    if (!reply.ok) showToast({ text: reply.error.message, tone: 'error' });
  };
  return (
    <div className={styles.page}>
      <div className={styles.tools}>
        <Select
          aria-label="Label"
          value={asked.label}
          onValueChange={(label) => useAsked.setState({ label })}
          options={labels.map((label) => ({ value: label, label }))}
        />
        <Select
          aria-label="Time"
          value={asked.period}
          onValueChange={(name) => useAsked.setState({ period: name, ...(name === 'custom' ? lastWeek() : {}) })}
          options={[
            { value: 'week', label: 'This week' },
            { value: '7', label: 'The last 7 days' },
            { value: '30', label: 'The last 30 days' },
            { value: 'custom', label: 'From … to …' },
          ]}
        />
        {asked.period === 'custom' && (
          <>
            <TextInput
              type="date"
              aria-label="First day"
              value={asked.first}
              onChange={(event) => useAsked.setState({ first: event.target.value })}
            />
            <TextInput
              type="date"
              aria-label="Last day"
              value={asked.last}
              onChange={(event) => useAsked.setState({ last: event.target.value })}
            />
          </>
        )}
        <span className={styles.gap} />
        <Button disabled={!isPeriod || report === null} busy={busy} onClick={() => void run(printReport)}>
          Print…
        </Button>
        <Menu
          align="end"
          trigger={
            <Button disabled={!isPeriod || report === null} busy={busy}>
              Export
            </Button>
          }
          items={[
            { label: 'As a page (HTML)', onSelect: () => void run((each) => exportReport(each, 'html')) },
            { label: 'As Markdown', onSelect: () => void run((each) => exportReport(each, 'markdown')) },
          ]}
        />
      </div>
      {!isPeriod ? (
        <EmptyState title="Choose two days">The first day has to come before the last one, or be the same.</EmptyState>
      ) : refusal ? (
        <EmptyState title="The report cannot be made">{refusal.message}</EmptyState>
      ) : report === null ? (
        <SpinnerPage label="Making the report" />
      ) : (
        <ReportList key={`${report.label} ${asked.period} ${asked.first} ${asked.last}`} report={report} />
      )}
    </div>
  );
}

async function exportReport(period: ReportedPeriod, format: 'html' | 'markdown'): Promise<Reply<unknown>> {
  const reply = await call('report.export', { ...period, format });
  if (!reply.ok) return reply;
  const saved = await downloadFile(reply.value.fileId, reply.value.fileName);
  if (saved.ok) showToast({ text: `Saved “${reply.value.fileName}”.` });
  return saved;
}

function spanOf({ period, first, last }: Asked, now: number): Span | null {
  return period === 'custom' ? daysFrom(first, last) : periodOf(period, now);
}

/** What stands in the fields when they first appear. */
function lastWeek(): Pick<Asked, 'first' | 'last'> {
  const { since, until } = periodOf('7', Date.now());
  return { first: dayOf(since), last: dayOf(until) };
}

type Answer = { of: string; report: Report | null; refusal: Refusal | null };

/** Kept up with the host: a release made now is in a period that ends now. */
function useReport({ label, period, first, last }: Asked): Pick<Answer, 'report' | 'refusal'> {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const question = JSON.stringify({ label, period, first, last } satisfies Asked);
  useEffect(() => {
    const wanted = { still: true };
    const ask = async () => {
      const asked = JSON.parse(question) as Asked;
      const span = spanOf(asked, Date.now());
      if (span === null) return;
      const reply = await call('report.read', { label: asked.label, ...span });
      if (!wanted.still) return;
      setAnswer({ of: question, report: reply.ok ? reply.value : null, refusal: reply.ok ? null : reply.error });
    };
    void ask();
    const stop = onEvent((event) => event.type === 'changed' && void ask());
    return () => {
      wanted.still = false;
      stop();
    };
  }, [question]);
  return answer?.of === question ? answer : { report: null, refusal: null };
}
