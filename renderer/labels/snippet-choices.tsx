import type { SnippetNeed } from '../../shared/contract/snippet-calls.ts';
import { versionWord } from '../../shared/version-word.ts';
import { Checkbox } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import {
  goesAlong,
  needKey,
  needProblems,
  needTarget,
  openNeeds,
  type Choices,
  type Needs,
} from '../../shared/release/snippet-needs.ts';
import styles from './labels.module.css';

type Props = { needs: Needs; chosen: Choices; onChoose: (key: string, along: boolean) => void };

/** The snippets that the version asks for by a label, and which of those labels move along in the same release. */
export function SnippetChoices({ needs, chosen, onChoose }: Props) {
  const open = openNeeds(needs.needs);
  const problems = needProblems(needs, chosen);
  if (open.length === 0 && problems.length === 0) return null;
  return (
    <fieldset className={styles.snippets}>
      <legend>Snippets</legend>
      {open.map((need) => {
        const to = needTarget(need);
        return (
          to !== null && (
            <Checkbox
              key={needKey(need)}
              checked={goesAlong(need, chosen)}
              onCheckedChange={(along) => onChoose(needKey(need), along)}
              label={`Also move ${need.name}@${need.label} ${need.current ? `v${need.current.number}` : 'from no version'} → ${versionWord(to.number)}`}
              hint={hintFor(need)}
            />
          )
        );
      })}
      {problems.map((problem) => (
        <Notice key={problem}>{problem}</Notice>
      ))}
    </fieldset>
  );
}

function hintFor({ state, current, recorded }: SnippetNeed): string {
  if (state === 'unset') return 'It is on no version yet: without it the prompt cannot be filled in.';
  if (state === 'newer') return 'There is a newer version of it than the one this prompt gets.';
  return current !== null && recorded !== null && recorded.number !== null && current.number > recorded.number
    ? 'It has moved on since this version was committed. Taking it back reaches every prompt that uses it.'
    : 'It is not where it was when this version was committed.';
}
