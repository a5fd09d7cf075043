import { useState } from 'react';
import { ROLE_NAMES } from '../../../shared/content.ts';
import { tokenFacts, tokenText } from '../../../shared/model/token-facts.ts';
import { Notice } from '../../ui/notice.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import type { OpenPrompt } from '../open-prompt.ts';
import { ProblemButton } from '../problem-list.tsx';
import { classNames } from '../../ui/class-names.ts';
import { RequestView } from './request-view.tsx';
import { Section } from './section.tsx';
import type { Preview } from './use-preview.ts';
import type { Counted } from './use-token-count.ts';
import styles from './inspector.module.css';

/** Characters of one message put on the page: a preview is looked at, not searched. */
const MOST_SHOWN = 6_000;
const MOST_PROBLEMS = 4;

type Props = { prompt: OpenPrompt; preview: Preview | null; counted: Counted | null };
type Shown = 'messages' | 'request';

/** The galley proof: what a model gets with these values. */
export function PreviewSection({ prompt, preview, counted }: Props) {
  const [shown, setShown] = useState<Shown>('messages');
  if (preview === null) return <Section title="Preview" />;
  const { messages, problems, failure } = preview;
  const blocked = problems.some((problem) => problem.severity === 'error') || failure !== null;
  return (
    <Section
      title="Preview"
      summary={counted && tokenFacts(counted.count).tokens}
      aside={
        <Segmented
          label="What the preview shows"
          value={shown}
          onValueChange={setShown}
          options={[
            { value: 'messages', label: 'Messages' },
            { value: 'request', label: 'Request' },
          ]}
        />
      }
    >
      {failure !== null && <Notice>{failure}</Notice>}
      {problems.length > 0 && (
        <ul aria-label="Problems of the preview">
          {problems.slice(0, MOST_PROBLEMS).map((problem) => (
            <li key={`${problem.message} ${problem.from} ${problem.code}`}>
              <ProblemButton prompt={prompt} problem={problem} />
            </li>
          ))}
          {problems.length > MOST_PROBLEMS && (
            <li className={styles.hint}>and {problems.length - MOST_PROBLEMS} more</li>
          )}
        </ul>
      )}
      {shown === 'request' && !blocked && <RequestView prompt={prompt} preview={preview} />}
      {shown === 'request' && blocked && (
        <Notice tone="info">The request is made once every variable has a value and nothing is wrong.</Notice>
      )}
      {shown === 'messages' && messages.length > 0 && (
        <div className={styles.proof} data-old={blocked || undefined} data-testid="preview">
          {messages.map((message, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- a message has no identity but its place
            <div key={index} className={styles.turn}>
              <p className={styles.role}>
                {ROLE_NAMES[message.role]}
                <TurnTokens counted={counted?.preview === preview ? counted : null} index={index} />
              </p>
              <p className={classNames(styles.text, message.text === '' && styles.blank)}>{shorten(message.text)}</p>
            </div>
          ))}
        </div>
      )}
    </Section>
  );
}

/** The tokens of one message's text. */
function TurnTokens({ counted, index }: { counted: Counted | null; index: number }) {
  const tokens = counted?.count.messages[index];
  if (counted === null || tokens === undefined) return null;
  return <span className={styles.turnTokens}>{tokenText(tokens, counted.count.exactMessages)}</span>;
}

function shorten(text: string): string {
  if (text === '') return 'empty';
  if (text.length <= MOST_SHOWN) return text;
  return `${text.slice(0, MOST_SHOWN)}…\n\n(${(text.length - MOST_SHOWN).toLocaleString('en')} more characters)`;
}
