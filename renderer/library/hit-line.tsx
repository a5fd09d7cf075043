import type { SearchHit } from '../../shared/contract.ts';
import { usePrompt } from '../state/prompts.ts';
import { DraftDot } from '../ui/chip.tsx';
import { MatchedText } from './matched-text.tsx';
import { PromptChips, type LinePlace } from './tree-line.tsx';
import styles from './library-line.module.css';

type Props = { hit: SearchHit; index: number; count: number; place: LinePlace };

/** One prompt that a search found: its whole name, and the passage that matches. */
export function HitLine({ hit, index, count, place }: Props) {
  const prompt = usePrompt(hit.promptId);
  return (
    <div
      {...place}
      className={styles.hit}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an option element cannot hold a passage
      role="option"
      aria-selected={place['aria-selected'] === true}
      aria-posinset={index + 1}
      aria-setsize={count}
    >
      <div className={styles.hitHead}>
        <span className={styles.name} title={hit.name}>
          <MatchedText text={hit.name} matches={hit.nameMatches} />
        </span>
        {prompt?.hasDraft === true && <DraftDot />}
        {prompt !== undefined && <PromptChips prompt={prompt} />}
      </div>
      {hit.fragment !== null && (
        <p className={styles.fragment}>
          <MatchedText text={hit.fragment.text} matches={hit.fragment.matches} />
        </p>
      )}
    </div>
  );
}
