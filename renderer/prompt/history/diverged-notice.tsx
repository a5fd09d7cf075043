import type { VersionRow } from '../../../shared/contract.ts';
import { versionPhrase, versionSubject } from '../../../shared/version-word.ts';
import { useReadOnly } from '../../state/workspace.ts';
import { Button } from '../../ui/button.tsx';
import type { ViewStore } from '../prompt-view-state.ts';
import { refTo } from './compared-pair.ts';
import styles from './history.module.css';

/** Two versions stand side by side: says which, and offers to bring them together. */
export function DivergedNotice({ view, versions }: { view: ViewStore; versions: readonly VersionRow[] }) {
  const writable = useReadOnly() === null;
  const [newest] = versions;
  const apart = versions.find((version) => version.diverged);
  if (!newest || !apart) return null;
  return (
    <div className={styles.apart}>
      <span>
        {versionSubject(apart.number)} and {versionPhrase(newest.number)} stand side by side.
      </span>
      <Button
        size="small"
        disabled={!writable}
        onClick={() => view.setState({ merging: { mine: refTo(newest), theirs: refTo(apart) } })}
      >
        Merge…
      </Button>
    </div>
  );
}
