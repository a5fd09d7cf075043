import { useState } from 'react';
import type { VersionRow } from '../../shared/contract.ts';
import type { OpenPrompt } from '../prompt/open-prompt.ts';
import { useOpenPrompt } from '../prompt/open-prompts.ts';
import type { ViewStore } from '../prompt/prompt-view-state.ts';
import { useVersions } from '../prompt/history/use-versions.ts';
import { refOf } from '../diff/compared-refs.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field, Select } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { lineage } from '../../shared/merge/common-ancestor.ts';
import { versionPhrase, versionSubject, versionWord } from '../../shared/version-word.ts';

type Props = { prompt: OpenPrompt; view: ViewStore; onClose: () => void };

/** Any two versions, or a version and the draft, to be merged. */
export default function ChooseMergeDialog({ prompt, view, onClose }: Props) {
  const { value: versions, refusal } = useVersions(prompt);
  if (versions) return <Chooser prompt={prompt} view={view} versions={versions} onClose={onClose} />;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={TITLE} description={WHAT} width="narrow">
      {refusal ? <Notice>{refusal.message}</Notice> : <Spinner label="Reading the history" />}
    </Dialog>
  );
}

const TITLE = 'Merge versions';
const WHAT = 'What both say is kept; where they differ you decide. Neither version changes.';

function Chooser({ prompt, view, versions, onClose }: Props & { versions: readonly VersionRow[] }) {
  const hasDraft = useOpenPrompt(prompt, (state) => state.revision > 0);
  const base = useOpenPrompt(prompt, (state) => state.base?.versionId ?? null);
  const newest = versions[0]?.id ?? '';
  const [mine, setMine] = useState(newest);
  const [theirs, setTheirs] = useState(versions.find((version) => version.diverged)?.id ?? versions[1]?.id ?? newest);
  const options = versions.map(({ id, number, message, diverged }) => ({
    value: id,
    label: `${versionWord(number)}${diverged ? ' (diverged)' : ''}  ${message.slice(0, 40).toWellFormed()}`,
  }));
  const problem = problemOf(versions, mine === 'draft' ? base : mine, theirs, mine === 'draft');
  const merge = () => {
    if (problem !== null) return;
    view.setState({ merging: { mine: refOf(mine), theirs: refOf(theirs) } });
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={TITLE}
      description={WHAT}
      width="narrow"
      onSubmit={merge}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            variant="primary"
            disabled={problem !== null}
            // What is chosen already is what is mostly wanted.
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
          >
            Merge…
          </Button>
        </>
      }
    >
      <Field label="Merge">
        <Select value={theirs} onValueChange={setTheirs} options={options} />
      </Field>
      <Field label="into" error={problem}>
        <Select
          value={mine}
          onValueChange={setMine}
          options={[...(hasDraft ? [{ value: 'draft', label: 'the draft' }] : []), ...options]}
        />
      </Field>
    </Dialog>
  );
}

/** Why these two cannot be merged; null where they can. */
export function problemOf(
  versions: readonly VersionRow[],
  mine: string | null,
  theirs: string,
  isDraft: boolean,
): string | null {
  const numberOf = (id: string | null) => versions.find((version) => version.id === id)?.number ?? null;
  const name = isDraft ? 'The draft' : versionSubject(numberOf(mine));
  if (!isDraft && mine === theirs) return 'These are the same version: choose two.';
  if (mine !== null && lineage(versions, mine).has(theirs))
    return `${name} builds on ${versionPhrase(numberOf(theirs))} already: there is nothing to merge.`;
  if (!isDraft && lineage(versions, theirs).has(mine ?? ''))
    return `${versionSubject(numberOf(theirs))} builds on ${versionPhrase(numberOf(mine))} already: there is nothing to merge.`;
  return null;
}
