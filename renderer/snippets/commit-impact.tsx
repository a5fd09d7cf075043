import type { ReactNode } from 'react';
import type { OpenPrompt } from '../prompt/open-prompt.ts';
import { ImpactTabs } from './impact-tabs.tsx';
import { ImpactView } from './impact-view.tsx';
import { useUses } from './use-uses.ts';
import styles from './commit-impact.module.css';

/** Beside what changes in a prompt that others include: what that does to them. */
export function CommitImpact({ prompt, children }: { prompt: OpenPrompt; children: ReactNode }) {
  const { uses } = useUses(prompt.promptId, true);
  return (
    <ImpactTabs
      label="What this version does"
      uses={(uses ?? []).filter((use) => !use.archived)}
      verb="Reaches"
      className={styles.steps}
      impact={
        <>
          <p className={styles.when}>
            A new version is met at once where it is asked for as <b>latest</b>; everywhere else when its label moves to
            it.
          </p>
          <ImpactView snippetId={prompt.promptId} to={{ kind: 'draft' }} label={null} />
        </>
      }
    >
      {children}
    </ImpactTabs>
  );
}
