import type { FactDiff } from '../../shared/diff/content-diff.ts';
import { factName } from './diff-summary.ts';
import styles from './diff-view.module.css';

type Props = { facts: readonly FactDiff[]; current: number | null };

/** Settings, variables, tools, the schema: each with what it was and what it is. */
export function FactList({ facts, current }: Props) {
  return (
    <dl className={styles.facts}>
      {facts.map((fact, index) => (
        <div
          key={`${fact.area} ${fact.name}`}
          className={styles.fact}
          data-stop={index}
          data-current={index === current || undefined}
        >
          <dt>
            <span className={styles.area}>{AREAS[fact.area]}</span> {factName(fact)}
          </dt>
          <dd>
            {fact.left !== null && <Value text={inWords(fact, fact.left)} kind="removed" />}
            {fact.right !== null && <Value text={inWords(fact, fact.right)} kind="added" />}
          </dd>
        </div>
      ))}
    </dl>
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
  return <Mark className={styles.value}>{spread(text)}</Mark>;
}

/** A variable's declaration as its parts; everything else as it is. */
function inWords(fact: FactDiff, text: string): string {
  if (fact.area !== 'variable' || !text.startsWith('{')) return text;
  const { type, ...rest } = JSON.parse(text) as Record<string, unknown>;
  const parts = Object.entries(rest).map(
    ([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return [type === 'string' ? 'text' : String(type), ...parts].join(' · ');
}

const LONGEST_LINE = 60;

/** A long JSON value is easier to compare over several lines. */
function spread(text: string): string {
  if (text === '') return '(empty)';
  if (text === '{}') return '(no details)';
  if (text.length <= LONGEST_LINE || !/^[[{]/.test(text)) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text; // a string that only looks like JSON
  }
}
