import { type ReactNode, useState } from 'react';
import type { SnippetUse } from '../../shared/contract/snippet-calls.ts';
import { TabPanel, Tabs } from '../ui/tabs.tsx';
import { countUsers } from './impact-run.ts';

type Props = {
  /** What is about to be done. */ label: string;
  uses: readonly SnippetUse[];
  /** What it does to the prompts counted. */ verb: 'Reaches' | 'Affects';
  impact: ReactNode;
  /** What changes in the prompt itself. */ children: ReactNode;
  className: string | undefined;
};

/** What changes in a prompt, and beside it what that does to those that include it. A prompt that nobody includes shows
 *  its changes alone. */
export function ImpactTabs({ label, uses, verb, impact, children, className }: Props) {
  const [step, setStep] = useState<'changes' | 'impact'>('changes');
  if (uses.length === 0) return children;
  const users = countUsers(uses.map((use) => ({ use })));
  return (
    <div className={className}>
      <Tabs
        label={label}
        value={step}
        onValueChange={setStep}
        tabs={[
          { value: 'changes', label: 'What changes' },
          {
            value: 'impact',
            label: users === 1 ? `${verb} 1 prompt` : `${verb} ${users.toLocaleString('en')} prompts`,
          },
        ]}
      >
        <TabPanel value="changes">{children}</TabPanel>
        <TabPanel value="impact">{impact}</TabPanel>
      </Tabs>
    </div>
  );
}
