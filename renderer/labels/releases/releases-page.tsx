import { create } from 'zustand';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SpinnerPage } from '../../ui/spinner.tsx';
import { GroupList } from './group-list.tsx';
import { ReleaseDetail } from './release-detail.tsx';
import { NO_FILTER, ReleaseFilters, useQuestion, type ReleaseFilter } from './release-filters.tsx';
import { useReleaseGroups, type ReleaseQuestion } from './use-release-groups.ts';
import styles from './releases.module.css';

/** Kept while the window lives. */
const useReleasesPage = create<{ filter: ReleaseFilter; chosen: string | null }>(() => ({
  filter: NO_FILTER,
  chosen: null,
}));

/** Every release there was, newest first; at the right, the one that is chosen. */
export default function ReleasesPage() {
  const filter = useReleasesPage((state) => state.filter);
  const question = useQuestion(filter);
  return (
    <div className={styles.page}>
      <ReleaseFilters filter={filter} onChange={(next) => useReleasesPage.setState({ filter: next })} />
      {question === null ? (
        <EmptyState title="No prompt is called that">
          Choose one from the list below “Prompt”; there is none named “{filter.prompt.trim()}”.
        </EmptyState>
      ) : (
        <Found question={question} />
      )}
    </div>
  );
}

function Found({ question }: { question: ReleaseQuestion }) {
  const { pages, next } = useReleaseGroups(question);
  const chosen = useReleasesPage((state) => state.chosen);
  if (pages === null) return <SpinnerPage label="Reading the releases" />;
  if (pages.refusal) return <EmptyState title="The releases cannot be shown">{pages.refusal.message}</EmptyState>;
  const { groups, more } = pages;
  if (groups.length === 0) {
    const isFiltered = Object.keys(question).length > 0;
    return isFiltered ? (
      <EmptyState
        title="No release is like that"
        actions={<Button onClick={() => useReleasesPage.setState({ filter: NO_FILTER })}>Show all releases</Button>}
      />
    ) : (
      <EmptyState title="No releases yet">
        Every move of a label is kept here: from where to where, by whom, and why. Set a label in the matrix to make the
        first.
      </EmptyState>
    );
  }
  const group = groups.find((each) => each.moveId === chosen) ?? groups[0]!;
  return (
    <div className={styles.both}>
      <GroupList
        groups={groups}
        chosen={group.moveId}
        onChoose={(moveId) => useReleasesPage.setState({ chosen: moveId })}
        onEnd={next}
        more={more}
      />
      <ReleaseDetail key={group.moveId} group={group} />
    </div>
  );
}
