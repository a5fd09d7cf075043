import { useState } from 'react';
import type { Policy } from '../../shared/contract/review-calls.ts';
import { labelProblem } from '../../shared/names.ts';
import type { Refusal } from '../../shared/reply.ts';
import { policySentences } from '../../shared/review/policy-words.ts';
import { call } from '../state/client.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Checkbox, Field, Select, Switch, TextInput } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { showToast } from '../ui/toast.tsx';
import styles from './reviews.module.css';

const APPROVERS = [
  { role: 'owner', label: 'Owners' },
  { role: 'publisher', label: 'Publishers' },
  { role: 'editor', label: 'Editors' },
] as const;
type Approver = (typeof APPROVERS)[number]['role'];

/** What a label is to take, with the outcome in words while it is being decided. `policy` null asks for the label, too. */
export function PolicyDialog({ policy, onClose }: { policy: Policy | null; onClose: () => void }) {
  const [label, setLabel] = useState(policy?.label ?? '');
  const [isProtected, setProtected] = useState(policy?.protected ?? true);
  const [approvals, setApprovals] = useState(policy?.approvals ?? 1);
  const [roles, setRoles] = useState<ReadonlySet<Approver>>(
    new Set(
      APPROVERS.map(({ role }) => role).filter((role) => (policy?.roles ?? ['owner', 'publisher']).includes(role)),
    ),
  );
  const [evaluation, setEvaluation] = useState(policy?.evaluation ?? '');
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const problem = policy === null ? labelProblem(label) : null;
  const nobody = isProtected && approvals > 0 && roles.size === 0;
  const terms = {
    protected: isProtected,
    approvals: isProtected ? approvals : 0,
    roles: APPROVERS.map(({ role }) => role).filter((role) => roles.has(role)),
    evaluation: isProtected && evaluation.trim() !== '' ? evaluation.trim() : null,
  };
  const save = async () => {
    setAsked(true);
    if (busy || problem !== null || nobody) return;
    setBusy(true);
    const given = terms.roles.length > 0 ? terms.roles : APPROVERS.map(({ role }) => role);
    const reply = await call('policy.set', { label, ...terms, roles: given });
    setBusy(false);
    setRefusal(reply.ok ? null : reply.error);
    if (!reply.ok) return;
    showToast({ text: `The policy of “${label}” holds once it is synced.` });
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={policy === null ? 'Protect a label' : `What “${policy.label}” takes`}
      description="Approvals given under another policy do not count any more."
      mayClose={() => !busy}
      onSubmit={() => void save()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={busy} disabled={nobody}>
            Set policy
          </Button>
        </>
      }
    >
      {policy === null && (
        <Field label="Label" error={(asked || label !== '') && problem !== null ? problem : null}>
          <TextInput
            value={label}
            placeholder="staging"
            onChange={(event) => setLabel(event.target.value.trim().toLowerCase())}
          />
        </Field>
      )}
      <Switch
        checked={isProtected}
        onCheckedChange={setProtected}
        label="Protected"
        hint="Only publishers and owners move it."
      />
      {isProtected && (
        <>
          <Field label="Approvals it takes">
            <Select
              value={String(approvals)}
              onValueChange={(next) => setApprovals(Number(next))}
              options={[...new Set([0, 1, 2, 3, 4, 5, approvals])].map((count) => ({
                value: String(count),
                label: count === 0 ? 'none' : String(count),
              }))}
            />
          </Field>
          {approvals > 0 && (
            <fieldset className={styles.roles}>
              <legend>Who may approve</legend>
              {APPROVERS.map(({ role, label: name }) => (
                <Checkbox
                  key={role}
                  checked={roles.has(role)}
                  label={name}
                  onCheckedChange={(on) => {
                    const next = new Set(roles);
                    if (on) next.add(role);
                    else next.delete(role);
                    setRoles(next);
                  }}
                />
              ))}
              {nobody && <Notice>Choose who may approve: with nobody, the label could never move.</Notice>}
            </fieldset>
          )}
          <Field
            label="Evaluation that must have passed (optional)"
            hint="Its name as it is recorded on a version as evidence, such as “tone”."
          >
            <TextInput value={evaluation} maxLength={200} onChange={(event) => setEvaluation(event.target.value)} />
          </Field>
        </>
      )}
      <Notice tone="info">{policySentences(terms).join(' ')}</Notice>
      {refusal && <Notice>{refusal.message}</Notice>}
    </Dialog>
  );
}
