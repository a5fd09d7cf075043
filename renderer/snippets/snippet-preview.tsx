import { useEffect, useState } from 'react';
import { type TemplateFormat, ROLE_NAMES } from '../../shared/content.ts';
import type { Reply } from '../../shared/reply.ts';
import { Notice } from '../ui/notice.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { Time } from '../ui/time.tsx';
import { writeReference } from '../../shared/snippet/write-reference.ts';
import { versionWord } from '../../shared/version-word.ts';
import { type ResolvedSnippet, resolveSnippet } from './resolved-snippets.ts';
import styles from './insert-dialog.module.css';

/** What the snippet says, and the reference that would be put in. */
export function SnippetPreview({ target, format }: { target: string; format: TemplateFormat }) {
  const [answer, setAnswer] = useState<{ target: string; reply: Reply<ResolvedSnippet> } | null>(null);
  useEffect(() => {
    const wanted = { still: true };
    const ask = async () => {
      const reply = await resolveSnippet(target);
      if (wanted.still) setAnswer({ target, reply });
    };
    void ask();
    return () => {
      wanted.still = false;
    };
  }, [target]);
  // The last answer stays in sight while the next is on its way.
  if (answer === null) return <Spinner label="Reading the snippet" />;
  if (!answer.reply.ok) return <Notice>{answer.reply.error.message}</Notice>;
  const { version, variables } = answer.reply.value;
  const required = variables.filter((variable) => variable.required).map(({ name }) => name);
  return (
    <>
      <p className={styles.by}>
        {versionWord(version.number)} · {version.author}, <Time at={version.committedAt} />
        {version.message !== '' && ` · ${version.message}`}
      </p>
      {/* Reachable by the keyboard, since it scrolls. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className={styles.text} aria-label="Text of the snippet" tabIndex={0}>
        {version.content.messages.map((message, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a message has no identity but its place
          <div key={index}>
            {version.content.messages.length > 1 && <p className={styles.role}>{ROLE_NAMES[message.role]}</p>}
            <pre>{message.text}</pre>
          </div>
        ))}
      </section>
      <p className={styles.by}>Puts in</p>
      <code className={styles.reference}>{writeReference(format, answer.target, required)}</code>
    </>
  );
}
