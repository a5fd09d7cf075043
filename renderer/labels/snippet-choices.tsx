import type { SnippetNeed } from '../../shared/contract/snippet-calls.ts';
import { Checkbox } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { movesAlong, needKey, needTarget, openNeeds, type Needs } from './release-needs.ts';
import styles from './labels.module.css';

type Props = { needs: Needs; chosen: Choices; onChoose: (key: string, along: boolean) => void };

/** What a person decided; a snippet that is not in it goes by `movesAlong`. */
export type Choices = ReadonlyMap<string, boolean>;

export function goesAlong(need: SnippetNeed, chosen: Choices): boolean {
  return chosen.get(needKey(need)) ?? movesAlong(need);
}

/** Why the release cannot be made, as sentences: what is wrong with its snippets, and those that nothing would stand for. */
export function needProblems({ needs, problems }: Needs, chosen: Choices): string[] {
  const unset = openNeeds(needs).filter((need) => need.state === 'unset' && !goesAlong(need, chosen));
  return [...problems, ...unset.map(unsetSentence)];
}

function unsetSentence(need: SnippetNeed): string {
  return needTarget(need) === null
    ? `“${need.target}” has no version yet, so this prompt cannot be filled in. Commit the snippet first.`
    : `“${need.label}” is on no version of “${need.name}”, so this prompt cannot be filled in. Move it too.`;
}

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
              label={`Also move ${need.name}@${need.label} ${need.current ? `v${need.current.number}` : 'from no version'} → v${to.number}`}
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
  return current !== null && recorded !== null && current.number > recorded.number
    ? 'It has moved on since this version was committed. Taking it back reaches every prompt that uses it.'
    : 'It is not where it was when this version was committed.';
}
