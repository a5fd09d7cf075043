import type { ComparedSide } from '../../../shared/contract/compare-calls.ts';
import type { ContentRef, VersionRow } from '../../../shared/contract.ts';
import { baseName } from '../../../shared/names.ts';
import { versionWord } from '../../../shared/version-word.ts';
import { isForeign, keyOf, refOf } from '../../diff/compared-refs.ts';
import { openDialog } from '../../state/dialogs.ts';
import { usePrompts } from '../../state/prompts.ts';
import type { OpenPrompt } from '../open-prompt.ts';
import { useOpenPrompt } from '../open-prompts.ts';
import { useView, type ViewStore } from '../prompt-view-state.ts';
import styles from '../prompt-view.module.css';
import { comparedPair } from './compared-pair.ts';
import { useVersions } from './use-versions.ts';

type Props = { prompt: OpenPrompt; view: ViewStore };

const OTHER = 'other';

/** `v7 ▾ → draft ▾`: any two of a prompt's contents, or one of another prompt. */
export function ComparedPickers({ prompt, view }: Props) {
  const { value: versions } = useVersions(prompt);
  const hasDraft = useOpenPrompt(prompt, (state) => state.revision > 0);
  const chosen = useView(view, (state) => state.pair);
  const inSight = useView(view, (state) => state.inSight);
  const pair = comparedPair(versions ?? [], hasDraft, chosen);
  if (versions === null || pair === null) return null;
  const choose = (side: 'left' | 'right') => (ref: ContentRef | null) => {
    if (ref === null) openDialog({ kind: 'compare', promptId: prompt.promptId, side });
    else view.setState({ pair: { ...pair, [side]: ref }, change: null });
  };
  const known = { versions, hasDraft };
  return (
    <span className={styles.compare}>
      <Picker
        {...known}
        label="Compare from"
        value={pair.left}
        side={inSight?.diff.sides.left}
        onChange={choose('left')}
      />
      <span aria-hidden>→</span>
      <Picker
        {...known}
        label="Compare to"
        value={pair.right}
        side={inSight?.diff.sides.right}
        onChange={choose('right')}
      />
    </span>
  );
}

type PickerProps = {
  label: string;
  versions: readonly VersionRow[];
  hasDraft: boolean;
  value: ContentRef;
  side: ComparedSide | undefined;
  /** Null asks for another prompt. */
  onChange: (ref: ContentRef | null) => void;
};

function Picker({ label, versions, hasDraft, value, side, onChange }: PickerProps) {
  const name = usePrompts((state) => (isForeign(value) ? (state.byId.get(value.promptId)?.name ?? '') : ''));
  return (
    <span className={styles.pickerFrame}>
      <select
        className={styles.picker}
        aria-label={label}
        value={keyOf(value)}
        onChange={(event) => onChange(event.target.value === OTHER ? null : refOf(event.target.value))}
      >
        {isForeign(value) && (
          <option value={keyOf(value)}>
            {[
              baseName(name),
              value.kind === 'draft' ? 'draft' : side?.kind === 'version' ? versionWord(side.number) : '',
            ].join(' ')}
          </option>
        )}
        {hasDraft && <option value="draft">draft</option>}
        {versions.map((version) => (
          <option key={version.id} value={version.id}>
            {versionWord(version.number)}
          </option>
        ))}
        <option value="empty">nothing</option>
        <option value={OTHER}>another prompt…</option>
      </select>
      <span aria-hidden>▾</span>
    </span>
  );
}
