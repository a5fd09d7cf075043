import { useNamedPrompt } from '../library/prompt-filter.tsx';
import { openDialog } from '../state/dialogs.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { SpinnerPage } from '../ui/spinner.tsx';
import { ActivityFilters } from './activity-filters.tsx';
import { ActivityList } from './activity-list.tsx';
import { NO_FILTER, questionOf, type ActivityQuestion } from './activity-question.ts';
import { useActivity } from './activity-state.ts';
import { useActivityRows } from './use-activity-rows.ts';
import styles from './activity.module.css';

/** Everything that happened in this workspace, newest first. */
export default function ActivityPage() {
  const filter = useActivity((state) => state.filter);
  const promptId = useNamedPrompt(filter.prompt);
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <ActivityFilters />
        <Button onClick={() => openDialog({ kind: 'export-log' })}>Export…</Button>
      </div>
      {promptId === undefined ? (
        <EmptyState title="No prompt is called that">
          Choose one from the list below “Prompt”; there is none named “{filter.prompt.trim()}”.
        </EmptyState>
      ) : (
        <Found question={questionOf(filter, promptId)} />
      )}
    </div>
  );
}

function Found({ question }: { question: ActivityQuestion }) {
  const { pages, next } = useActivityRows(question);
  if (pages === null) return <SpinnerPage label="Reading the log" />;
  if (pages.refusal) return <EmptyState title="The log cannot be shown">{pages.refusal.message}</EmptyState>;
  if (pages.rows.length === 0) {
    return (
      <EmptyState
        title="Nothing of that kind happened"
        actions={<Button onClick={() => useActivity.setState({ filter: NO_FILTER })}>Show everything</Button>}
      />
    );
  }
  return <ActivityList rows={pages.rows} more={pages.more} onEnd={next} />;
}
