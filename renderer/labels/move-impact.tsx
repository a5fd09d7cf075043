import { useState, type ReactNode } from 'react';
import { countUsers } from '../snippets/impact-run.ts';
import { ImpactView } from '../snippets/impact-view.tsx';
import { useUses } from '../snippets/use-uses.ts';
import { TabPanel, Tabs } from '../ui/tabs.tsx';
import { isAskedForBy } from './snippet-label.ts';
import styles from './labels.module.css';

type Props = {
  promptId: string;
  versionId: string;
  label: string;
  /** What changes in the prompt itself. */ children: ReactNode;
};

/** Beside what a move changes in a snippet: the prompts that ask for it by this label, filled in before and after. A prompt
 *  that nobody includes shows its changes alone. */
export function MoveImpact({ promptId, versionId, label, children }: Props) {
  const { uses } = useUses(promptId, true);
  const [step, setStep] = useState<'changes' | 'impact'>('changes');
  const reached = (uses ?? []).filter(
    (use) => !use.archived && use.targets.some((target) => isAskedForBy(target, label)),
  );
  if (reached.length === 0) return children;
  const users = countUsers(reached.map((use) => ({ use })));
  return (
    <div className={styles.impact}>
      <Tabs
        label="What this move does"
        value={step}
        onValueChange={setStep}
        tabs={[
          { value: 'changes', label: 'What changes' },
          {
            value: 'impact',
            label: users === 1 ? 'Affects 1 prompt' : `Affects ${users.toLocaleString('en')} prompts`,
          },
        ]}
      >
        <TabPanel value="changes">{children}</TabPanel>
        <TabPanel value="impact">
          <ImpactView snippetId={promptId} to={{ kind: 'version', versionId }} label={label} turn={versionId} />
        </TabPanel>
      </Tabs>
    </div>
  );
}
