import { useMemo } from 'react';
import type { SnippetUse } from '../../shared/contract/snippet-calls.ts';
import type { OpenPrompt } from '../prompt/open-prompt.ts';
import { useOpenPrompt } from '../prompt/open-prompts.ts';
import { openPrompt as openTab } from '../state/tabs.ts';
import { usePrompt } from '../state/prompts.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { SpinnerPage } from '../ui/spinner.tsx';
import { Where } from './impact-row.tsx';
import { countUsers } from './impact-run.ts';
import { showSnippetDialog } from './snippet-dialog-state.ts';
import { usualVersion } from './snippet-names.ts';
import { keyOfUse } from './use-text.ts';
import type { Uses } from './use-uses.ts';
import { writeReference } from '../../shared/snippet/write-reference.ts';
import { newestWord } from '../../shared/version-word.ts';
import styles from './used-by-tab.module.css';

type Props = { prompt: OpenPrompt; uses: Uses };

/** Every prompt that includes this one, and in which of its texts. */
export function UsedByTab({ prompt, uses: { uses, refusal } }: Props) {
  const byPrompt = useMemo(() => [...Map.groupBy(uses ?? [], (use) => use.promptId)], [uses]);
  if (refusal) return <EmptyState title="What uses this prompt cannot be shown">{refusal.message}</EmptyState>;
  if (uses === null) return <SpinnerPage label="Looking for prompts that use this one" />;
  if (uses.length === 0) return <NotUsed prompt={prompt} />;
  const users = countUsers(uses.map((use) => ({ use })));
  return (
    <div className={styles.usedBy}>
      <div className={styles.head}>
        <p className={styles.said}>
          {users === 1 ? '1 prompt includes this one.' : `${users.toLocaleString('en')} prompts include this one.`}
        </p>
        <Button onClick={() => showSnippetDialog({ kind: 'impact', promptId: prompt.promptId })}>Show impact…</Button>
      </div>
      <ul className={styles.users} aria-label="Used by">
        {byPrompt.map(([promptId, own]) => (
          <li key={promptId} className={styles.user}>
            <button type="button" className={styles.open} onClick={() => openTab(promptId)}>
              <b>{own[0]?.name}</b>
              {own[0]?.archived === true && <span className={styles.archived}>archived</span>}
            </button>
            <ul className={styles.texts}>
              {own.map((use) => (
                <Use key={keyOfUse(use)} use={use} />
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Use({ use }: { use: SnippetUse }) {
  return (
    <li className={styles.text}>
      <Where use={use} />
      <span className={styles.targets}>
        {use.targets.map((target) => (
          <code key={target}>{target}</code>
        ))}
      </span>
    </li>
  );
}

function NotUsed({ prompt }: { prompt: OpenPrompt }) {
  const row = usePrompt(prompt.promptId);
  const format = useOpenPrompt(prompt, (state) => state.rest.format);
  if (!row || newestWord(row) === null)
    return (
      <EmptyState title="No prompt uses this one">
        Once it has a version, other prompts can include its text and say it only once. Commit what you wrote first.
      </EmptyState>
    );
  const reference = writeReference(format, `${row.name}@${usualVersion(row)}`) ?? writeReference('liquid', row.name);
  return (
    <EmptyState title="No prompt uses this one">
      Other prompts can include its text, and say it only once. Write this in one of their messages, or choose{' '}
      <b>Insert snippet…</b> there:
      <code className={styles.example}>{reference}</code>
    </EmptyState>
  );
}
