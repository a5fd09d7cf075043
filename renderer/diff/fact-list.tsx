import type { FactDiff } from '../../shared/diff/content-diff.ts';
import { spread } from '../../shared/diff/compare-facts.ts';
import { DiffRows } from './diff-rows.tsx';
import { factName, memberName } from './diff-summary.ts';
import type { DiffLook } from './diff-view.tsx';
import { TakeButtons } from './taking.tsx';
import { WhenNear } from './when-near.tsx';
import styles from './diff-view.module.css';

type Props = { facts: readonly FactDiff[]; look: DiffLook };

const FACTS_IN_PIECE = 40;
const FACT_HEIGHT = 34; // pixels

/** Settings, variables, tools, the schema: each with what it was and what it is, member by member. */
export function FactList({ facts, look }: Props) {
  const pieces = Array.from({ length: Math.ceil(facts.length / FACTS_IN_PIECE) }, (_, index) => index * FACTS_IN_PIECE);
  return (
    <ul className={styles.facts} aria-label="Changes of settings">
      {pieces.map((from) => {
        const piece = facts.slice(from, from + FACTS_IN_PIECE);
        const holdsCurrent = look.current !== null && look.current >= from && look.current < from + piece.length;
        return (
          <WhenNear key={from} height={piece.length * FACT_HEIGHT} now={from === 0 || holdsCurrent}>
            {() =>
              piece.map((fact, index) => (
                <Fact
                  key={`${fact.area} ${fact.name} ${fact.path.join('.')}`}
                  fact={fact}
                  number={from + index}
                  look={look}
                />
              ))
            }
          </WhenNear>
        );
      })}
    </ul>
  );
}

function Fact({ fact, number, look }: { fact: FactDiff; number: number; look: DiffLook }) {
  const title = [AREAS[fact.area], factName(fact), memberName(fact)].filter(Boolean).join(' ');
  return (
    <li className={styles.fact} data-stop={number} data-current={number === look.current || undefined}>
      <p className={styles.factName}>
        <span className={styles.area}>{AREAS[fact.area]}</span> {factName(fact)}
        {fact.path.length > 0 && <span className={styles.path}> › {memberName(fact)}</span>}
      </p>
      {fact.lines ? (
        <div className={styles.factText} data-layout={look.layout}>
          <DiffRows rows={fact.lines} hunks={[number]} whole look={look} />
        </div>
      ) : (
        <p className={styles.values}>
          {fact.left !== null && <Value text={inWords(fact, fact.left)} kind="removed" />}
          {fact.right !== null && <Value text={inWords(fact, fact.right)} kind="added" />}
        </p>
      )}
      <TakeButtons changes={[number]} what={title} />
    </li>
  );
}

const AREAS: Record<FactDiff['area'], string> = {
  format: '',
  setting: 'setting',
  variable: 'variable',
  tool: 'tool',
  schema: '',
  extra: 'imported',
};

function Value({ text, kind }: { text: string; kind: 'removed' | 'added' }) {
  const Mark = kind === 'removed' ? 'del' : 'ins';
  const shown = text === '' ? '(empty)' : text === '{}' ? '(no details)' : spread(text);
  return (
    <Mark className={styles.value} data-long={shown.includes('\n') || undefined}>
      {shown}
    </Mark>
  );
}

/** A variable's declaration as its parts; everything else as it is. */
function inWords(fact: FactDiff, text: string): string {
  if (fact.area !== 'variable' || fact.path.length > 0 || !text.startsWith('{')) return text;
  const { type, ...rest } = JSON.parse(text) as Record<string, unknown>;
  const parts = Object.entries(rest).map(
    ([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return [type === 'string' ? 'text' : String(type), ...parts].join(' · ');
}
