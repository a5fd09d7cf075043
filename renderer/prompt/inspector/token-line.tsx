import type { TokenCount } from '../../../shared/contract/model-calls.ts';
import { tokenFacts } from '../../../shared/model/token-facts.ts';
import styles from './inspector.module.css';

/** What the input takes of the model's context, and what it costs. */
export function TokenLine({ count, old }: { count: TokenCount; old: boolean }) {
  const { tokens, cost, share } = tokenFacts(count);
  const over = count.contextWindow !== null && count.total > count.contextWindow;
  const facts = [tokens, cost, ...(share === null ? [] : [share])];
  return (
    <p
      className={styles.tokens}
      data-old={old || undefined}
      data-over={over || undefined}
      data-testid="tokens"
      title={[
        count.exact
          ? 'Counted with the model’s own encoding.'
          : 'An estimate: how this model counts is not all public.',
        count.cost === null ? 'The price is not known.' : 'The price of the input alone.',
      ].join(' ')}
    >
      {facts.join(' · ')}
    </p>
  );
}
