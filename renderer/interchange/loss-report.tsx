import { Copy, Download } from 'lucide-react';
import type { Loss, LossReport as Report } from '../../shared/interchange.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { showToast } from '../ui/toast.tsx';
import { placeOf, reportText, SEVERITIES, SEVERITY_TITLES } from './loss-text.ts';
import { saveText } from './save-file.ts';
import styles from './loss-report.module.css';

type Props = { summary: string; report: Report; fileName: string };

/** What an import or an export did, and everything that could not be carried. */
export function LossReport({ summary, report, fileName }: Props) {
  const worst = SEVERITIES.find((severity) => report.losses.some((loss) => loss.severity === severity));
  const onlyFile = new Set(report.losses.map((loss) => loss.file)).size === 1;
  const more = report.lossCount - report.losses.length;
  const copy = async () => {
    await navigator.clipboard.writeText(reportText(summary, report));
    showToast({ text: 'Copied the report.' });
  };
  return (
    <div className={styles.report}>
      <Notice tone={worst === 'error' || worst === 'loss' ? 'warning' : 'done'}>{summary}</Notice>
      {report.lossCount > 0 && (
        <>
          <div className={styles.head}>
            <h3 className={styles.title}>What changed on the way</h3>
            <Button variant="quiet" size="small" icon={<Copy aria-hidden />} onClick={() => void copy()}>
              Copy
            </Button>
            <Button
              variant="quiet"
              size="small"
              icon={<Download aria-hidden />}
              onClick={() => saveText(reportText(summary, report), fileName)}
            >
              Save
            </Button>
          </div>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long list is scrolled with the keyboard too */}
          <section className={styles.losses} tabIndex={0} aria-label="What changed on the way">
            {SEVERITIES.map((severity) => (
              <Group
                key={severity}
                severity={severity}
                losses={report.losses.filter((loss) => loss.severity === severity)}
                onlyFile={onlyFile}
              />
            ))}
            {more > 0 && <p className={styles.more}>and {more.toLocaleString('en')} more</p>}
          </section>
        </>
      )}
    </div>
  );
}

type GroupProps = { severity: Loss['severity']; losses: readonly Loss[]; onlyFile: boolean };

function Group({ severity, losses, onlyFile }: GroupProps) {
  if (losses.length === 0) return null;
  return (
    <section>
      <h4 className={styles.severity} data-severity={severity}>
        {SEVERITY_TITLES[severity]} ({losses.length.toLocaleString('en')})
      </h4>
      <ul>
        {losses.map((loss, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a finished report never changes
          <li key={index} className={styles.loss}>
            <span className={styles.text}>
              {loss.prompt !== undefined && <strong>{loss.prompt}: </strong>}
              {loss.text}
            </span>
            <span className={styles.place}>{placeOf(loss, onlyFile)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
