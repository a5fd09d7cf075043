import { useEffect, useState } from 'react';
import { ROLE_NAMES } from '../../../shared/content.ts';
import type { Version, VersionRow } from '../../../shared/contract.ts';
import type { Reply } from '../../../shared/reply.ts';
import { versionPhrase, versionWord } from '../../../shared/version-word.ts';
import { call } from '../../state/client.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { showToast } from '../../ui/toast.tsx';
import styles from './history.module.css';
import { RecordedSnippets } from './recorded-snippets.tsx';

/** What a version says, word for word. */
export function VersionTextDialog({ version, onClose }: { version: VersionRow; onClose: () => void }) {
  const [reply, setReply] = useState<Reply<Version> | null>(null);
  useEffect(() => {
    const wanted = { still: true };
    const read = async () => {
      const answer = await call('version.get', { versionId: version.id });
      if (wanted.still) setReply(answer);
    };
    void read();
    return () => {
      wanted.still = false;
    };
  }, [version.id]);
  const content = reply?.ok ? reply.value.content : null;
  const copy = async () => {
    await navigator.clipboard.writeText((content?.messages ?? []).map((message) => message.text).join('\n\n'));
    showToast({ text: `The text of ${versionPhrase(version.number)} is copied.` });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={versionWord(version.number)}
      description={version.message || 'No message'}
      width="wide"
      footer={
        <>
          <Button disabled={content === null} onClick={() => void copy()}>
            Copy text
          </Button>
          <Button onClick={onClose}>Close</Button>
        </>
      }
    >
      {reply === null && <Spinner label="Reading the version" />}
      {reply !== null && !reply.ok && <Notice>{reply.error.message}</Notice>}
      <RecordedSnippets version={version} />
      {content?.messages.map((message, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a message has no identity but its place
        <section key={index} className={styles.said} aria-label={`${ROLE_NAMES[message.role]} message`}>
          <h3>{ROLE_NAMES[message.role]}</h3>
          {/* Reachable by the keyboard, since it scrolls. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <pre tabIndex={0}>{message.text}</pre>
        </section>
      ))}
    </Dialog>
  );
}
