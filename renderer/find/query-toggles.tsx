import { CaseSensitive, Regex, WholeWord } from 'lucide-react';
import { IconButton } from '../ui/button.tsx';
import styles from './query-toggles.module.css';

type Flags = { matchCase: boolean; wholeWord: boolean; regex: boolean };
type Props = { asked: Flags; onChange: (part: Partial<Flags>) => void };

/** How a text is looked for. */
export function QueryToggles({ asked, onChange }: Props) {
  const { matchCase, wholeWord, regex } = asked;
  return (
    <span className={styles.toggles}>
      <IconButton
        label="Match case"
        size="small"
        pressed={matchCase}
        onClick={() => onChange({ matchCase: !matchCase })}
      >
        <CaseSensitive />
      </IconButton>
      <IconButton
        label="Whole words"
        size="small"
        pressed={wholeWord}
        onClick={() => onChange({ wholeWord: !wholeWord })}
      >
        <WholeWord />
      </IconButton>
      <IconButton label="Regular expression" size="small" pressed={regex} onClick={() => onChange({ regex: !regex })}>
        <Regex />
      </IconButton>
    </span>
  );
}
