import type { ContentRef, VersionRow } from '../../../shared/contract.ts';
import { keyOf, refOf } from '../../diff/use-comparison.ts';
import type { OpenPrompt } from '../open-prompt.ts';
import { useOpenPrompt } from '../open-prompts.ts';
import { useView, type ViewStore } from '../prompt-view-state.ts';
import styles from '../prompt-view.module.css';
import { comparedPair } from './compared-pair.ts';
import { useVersions } from './use-versions.ts';

type Props = { prompt: OpenPrompt; view: ViewStore };

/** `v7 ▾ → draft ▾`: any two of a prompt's contents. */
export function ComparedPickers({ prompt, view }: Props) {
  const { value: versions } = useVersions(prompt);
  const hasDraft = useOpenPrompt(prompt, (state) => state.revision > 0);
  const chosen = useView(view, (state) => state.pair);
  const pair = comparedPair(versions ?? [], hasDraft, chosen);
  if (versions === null || pair === null) return null;
  const choose = (change: Partial<typeof pair>) => view.setState({ pair: { ...pair, ...change }, change: null });
  return (
    <span className={styles.compare}>
      <Picker
        label="Compare from"
        versions={versions}
        hasDraft={hasDraft}
        value={pair.left}
        onChange={(left) => choose({ left })}
      />
      <span aria-hidden>→</span>
      <Picker
        label="Compare to"
        versions={versions}
        hasDraft={hasDraft}
        value={pair.right}
        onChange={(right) => choose({ right })}
      />
    </span>
  );
}

type PickerProps = {
  label: string;
  versions: readonly VersionRow[];
  hasDraft: boolean;
  value: ContentRef;
  onChange: (ref: ContentRef) => void;
};

function Picker({ label, versions, hasDraft, value, onChange }: PickerProps) {
  return (
    <span className={styles.pickerFrame}>
      <select
        className={styles.picker}
        aria-label={label}
        value={keyOf(value)}
        onChange={(event) => onChange(refOf(event.target.value))}
      >
        {hasDraft && <option value="draft">draft</option>}
        {versions.map((version) => (
          <option key={version.number} value={version.id}>
            v{version.number}
          </option>
        ))}
        <option value="empty">nothing</option>
      </select>
      <span aria-hidden>▾</span>
    </span>
  );
}
