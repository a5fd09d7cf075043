import type { ReactNode } from 'react';
import { ImpactTabs } from '../snippets/impact-tabs.tsx';
import { ImpactView } from '../snippets/impact-view.tsx';
import { useUses } from '../snippets/use-uses.ts';
import { isAskedForBy } from './snippet-label.ts';
import styles from './labels.module.css';

type Props = {
  promptId: string;
  versionId: string;
  label: string;
  /** What changes in the prompt itself. */ children: ReactNode;
};

/** Beside what a move changes in a snippet: the prompts that ask for it by this label, filled in before and after. */
export function MoveImpact({ promptId, versionId, label, children }: Props) {
  const { uses } = useUses(promptId, true);
  return (
    <ImpactTabs
      label="What this move does"
      uses={(uses ?? []).filter((use) => !use.archived && use.targets.some((target) => isAskedForBy(target, label)))}
      verb="Affects"
      className={styles.impact}
      impact={<ImpactView snippetId={promptId} to={{ kind: 'version', versionId }} label={label} turn={versionId} />}
    >
      {children}
    </ImpactTabs>
  );
}
