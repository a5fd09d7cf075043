import { type ReactNode, useState } from 'react';
import type { OpenPrompt } from '../prompt/open-prompt.ts';
import { TabPanel, Tabs } from '../ui/tabs.tsx';
import { countUsers } from './impact-run.ts';
import { ImpactView } from './impact-view.tsx';
import { useUses } from './use-uses.ts';
import styles from './commit-impact.module.css';

/** Beside what changes in a prompt that others include: what that does to them. A prompt that nobody includes shows its
 *  changes alone. */
export function CommitImpact({ prompt, children }: { prompt: OpenPrompt; children: ReactNode }) {
  const { uses } = useUses(prompt.promptId, true);
  const [step, setStep] = useState<'changes' | 'impact'>('changes');
  const sent = (uses ?? []).filter((use) => !use.archived).map((use) => ({ use }));
  if (sent.length === 0) return children;
  const users = countUsers(sent);
  return (
    <div className={styles.steps}>
      <Tabs
        label="What this version does"
        value={step}
        onValueChange={setStep}
        tabs={[
          { value: 'changes', label: 'What changes' },
          {
            value: 'impact',
            label: users === 1 ? 'Reaches 1 prompt' : `Reaches ${users.toLocaleString('en')} prompts`,
          },
        ]}
      >
        <TabPanel value="changes">{children}</TabPanel>
        <TabPanel value="impact">
          <p className={styles.when}>
            A new version is met at once where it is asked for as <b>latest</b>; everywhere else when its label moves to
            it.
          </p>
          <ImpactView snippetId={prompt.promptId} to={{ kind: 'draft' }} label={null} />
        </TabPanel>
      </Tabs>
    </div>
  );
}
