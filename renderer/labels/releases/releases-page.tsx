import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SpinnerPage } from '../../ui/spinner.tsx';
import { GroupList } from './group-list.tsx';
import { ReleaseDetail } from './release-detail.tsx';
import { NO_FILTER, useLabelsArea } from '../area-state.ts';
import { ReleaseFilters, useQuestion } from './release-filters.tsx';
import { useReleaseGroups, type ReleaseQuestion } from './use-release-groups.ts';
import styles from './releases.module.css';

/** Every release there was, newest first; at the right, the one that is chosen. */
export default function ReleasesPage() {
  const filter = useLabelsArea((state) => state.releases);
  const question = useQuestion(filter);
  return (
    <div className={styles.page}>
      <ReleaseFilters filter={filter} onChange={(next) => useLabelsArea.setState({ releases: next })} />
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
  const chosen = useLabelsArea((state) => state.chosenRelease);
  if (pages === null) return <SpinnerPage label="Reading the releases" />;
  if (pages.refusal) return <EmptyState title="The releases cannot be shown">{pages.refusal.message}</EmptyState>;
  const { groups, more } = pages;
  if (groups.length === 0) {
    const isFiltered = Object.keys(question).length > 0;
    return isFiltered ? (
      <EmptyState
        title="No release is like that"
        actions={<Button onClick={() => useLabelsArea.setState({ releases: NO_FILTER })}>Show all releases</Button>}
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
        onChoose={(moveId) => useLabelsArea.setState({ chosenRelease: moveId })}
        onEnd={next}
        more={more}
      />
      <ReleaseDetail key={group.moveId} group={group} />
    </div>
  );
}
