import type { OpenPrompt } from '../prompt/open-prompt.ts';
import { useOpenPrompt } from '../prompt/open-prompts.ts';
import type { ViewStore } from '../prompt/prompt-view-state.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import styles from './draft-behind.module.css';
import { versionSubject } from '../../shared/version-word.ts';

type Props = { prompt: OpenPrompt; view: ViewStore };

/** Someone committed since this draft was begun: says so, and what can be done. */
export function DraftBehind({ prompt, view }: Props) {
  const hasDraft = useOpenPrompt(prompt, (state) => state.revision > 0);
  const base = useOpenPrompt(prompt, (state) => state.base);
  const head = useOpenPrompt(prompt, (state) => state.detail?.headVersion ?? null);
  if (!hasDraft || !head || head.id === base?.versionId) return null;
  const newest = { kind: 'version', versionId: head.id } as const;
  const merge = () => view.setState({ merging: { mine: { kind: 'draft' }, theirs: newest } });
  const look = (from: string) =>
    view.setState({
      area: 'history',
      pair: { left: { kind: 'version', versionId: from }, right: newest },
      change: null,
    });
  return (
    <Notice tone="info">
      <div className={styles.line}>
        <span className={styles.said}>
          {base
            ? `${versionSubject(head.number)} is newer than ${base.number === null ? 'the pending version' : `the v${base.number}`} this draft began from.`
            : `${versionSubject(head.number)} was committed since this draft was begun.`}
        </span>
        <span className={styles.actions}>
          <Button size="small" onClick={merge}>
            Merge…
          </Button>
          {base && (
            <Button size="small" onClick={() => look(base.versionId)}>
              Look at the difference
            </Button>
          )}
          {base && (
            <Button size="small" onClick={() => view.setState({ committing: true, beside: true })}>
              Commit beside…
            </Button>
          )}
        </span>
      </div>
    </Notice>
  );
}
