import { useState } from 'react';
import type { Policy } from '../../shared/contract/review-calls.ts';
import { policyInShort, policySentences } from '../../shared/review/policy-words.ts';
import { productionFirst } from '../labels/label-order.ts';
import { useLiveAnswer } from '../state/live-answer.ts';
import { useReadOnly } from '../state/workspace.ts';
import { Button } from '../ui/button.tsx';
import { LabelChip } from '../ui/chip.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { SpinnerPage } from '../ui/spinner.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { Time } from '../ui/time.tsx';
import { NeedsTeam } from './needs-team.tsx';
import { PolicyDialog } from './policy-dialog.tsx';
import styles from './reviews.module.css';

/** What moving each label takes. */
export default function PoliciesPage() {
  const { value, refusal } = useLiveAnswer('policy.list', {});
  if (refusal) return <EmptyState title="The policies cannot be shown">{refusal.message}</EmptyState>;
  if (!value) return <SpinnerPage label="Reading the policies" />;
  if (!value.hasTeam) return <NeedsTeam what="Policies" />;
  const policies = value.policies.toSorted((a, b) => productionFirst(a.label, b.label));
  return <Policies policies={policies} maySet={value.maySet} />;
}

function Policies({ policies, maySet }: { policies: readonly Policy[]; maySet: string | null }) {
  const [editing, setEditing] = useState<Policy | 'new' | null>(null);
  const readOnly = useReadOnly();
  const mayNot = readOnly ?? maySet;
  return (
    <div className={styles.page}>
      <div className={styles.list}>
        <div className={styles.intro}>
          <p className={styles.quiet}>
            A protected label moves only when its policy is met, for every reader alike: whoever writes past it into the
            store changes nothing. {mayNot}
          </p>
          <Button disabled={mayNot !== null} onClick={() => setEditing('new')}>
            Protect another label…
          </Button>
        </div>
        <ul className={styles.rows}>
          {policies.map((policy) => (
            <li key={policy.label} className={styles.policy}>
              <span className={styles.policyLabel}>
                <LabelChip label={policy.label} />
              </span>
              <div className={styles.policyWords}>
                {policySentences(policy).map((sentence) => (
                  <p key={sentence}>{sentence}</p>
                ))}
                <p className={styles.quiet}>
                  {policy.setBy === null || policy.at === null ? (
                    policy.label === 'production' ? (
                      'What holds for production unless an owner decides otherwise.'
                    ) : (
                      'Nobody has protected it.'
                    )
                  ) : (
                    <>
                      Set by {policy.setBy}, <Time at={policy.at} />
                    </>
                  )}
                </p>
                {policy.queued && (
                  <p className={styles.states}>
                    <StateMark state="queued" /> {policyInShort(policy.queued)}
                  </p>
                )}
              </div>
              <Button disabled={mayNot !== null} title={mayNot ?? undefined} onClick={() => setEditing(policy)}>
                Change…
              </Button>
            </li>
          ))}
        </ul>
      </div>
      {editing !== null && (
        <PolicyDialog policy={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </div>
  );
}
