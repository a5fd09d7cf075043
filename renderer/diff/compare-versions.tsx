import { Command } from 'cmdk';
import { ArrowLeft } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import type { ContentRef, PromptRow, VersionRow } from '../../shared/contract.ts';
import { versionWord } from '../../shared/version-word.ts';
import { call } from '../state/client.ts';
import { Button } from '../ui/button.tsx';
import { LabelChip } from '../ui/chip.tsx';
import { Notice } from '../ui/notice.tsx';
import { Time } from '../ui/time.tsx';
import styles from './compare-dialog.module.css';

type Props = {
  prompt: PromptRow;
  /** Whether it is another prompt than the one whose history will show it. */
  isOther: boolean;
  onChoose: (ref: ContentRef) => void;
  onBack: () => void;
};

const MOST = 100;

/** The draft and the versions of a prompt, to choose one of. */
export function CompareVersions({ prompt, isOther, onChoose, onBack }: Props) {
  const [text, setText] = useState('');
  const { versions, refusal } = useVersionsOf(prompt.id);
  const shown = useMemo(() => findVersions(versions ?? [], text).slice(0, MOST), [versions, text]);
  const whose = isOther ? { promptId: prompt.id } : {};
  const withDraft = prompt.hasDraft && 'draft'.startsWith(text.trim().toLowerCase());
  return (
    <Command className={styles.command} shouldFilter={false} loop label="Versions">
      <div className={styles.head}>
        <Button icon={<ArrowLeft aria-hidden />} onClick={onBack}>
          Prompts
        </Button>
        <Command.Input
          className={styles.input}
          value={text}
          // The second question takes the place of the first, and its focus.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          placeholder="v3, production, a word of the message"
          onValueChange={setText}
          onKeyDown={(event) => {
            if (event.key !== 'Backspace' || text !== '') return;
            event.preventDefault();
            onBack();
          }}
        />
      </div>
      {refusal !== null && <Notice>{refusal}</Notice>}
      <Command.List className={styles.list} label="Versions">
        {withDraft && (
          <Command.Item className={styles.version} value="draft" onSelect={() => onChoose({ kind: 'draft', ...whose })}>
            <b>draft</b> <span className={styles.message}>not committed</span>
          </Command.Item>
        )}
        {shown.map((version) => (
          <Command.Item
            key={version.id}
            className={styles.version}
            value={version.id}
            onSelect={() => onChoose({ kind: 'version', versionId: version.id, ...whose })}
          >
            <b>{versionWord(version.number)}</b>
            <span className={styles.message}>{version.message.split('\n', 1)[0] || 'No message'}</span>
            {version.labels.map((label) => (
              <LabelChip key={label} label={label} />
            ))}
            <span className={styles.aside}>
              {version.author} · <Time at={version.committedAt} />
            </span>
          </Command.Item>
        ))}
        {versions !== null && shown.length === 0 && !withDraft && (
          <p className={styles.none}>
            {versions.length === 0 ? 'This prompt has no version and no draft yet.' : 'No version is like this.'}
          </p>
        )}
      </Command.List>
    </Command>
  );
}

/** The versions that hold every word of `text` in their number, labels, message or author. */
function findVersions(versions: readonly VersionRow[], text: string): VersionRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...versions];
  return versions.filter(({ number, labels, message, author }) => {
    const all = [versionWord(number), ...labels, message, author].join(' ').toLowerCase();
    return words.every((word) => (/^v\d+$/.test(word) ? word === versionWord(number) : all.includes(word)));
  });
}

function useVersionsOf(promptId: string): { versions: VersionRow[] | null; refusal: string | null } {
  const [answer, setAnswer] = useState<{ versions: VersionRow[] | null; refusal: string | null }>({
    versions: null,
    refusal: null,
  });
  useEffect(() => {
    const wanted = { still: true };
    const read = async () => {
      const reply = await call('version.list', { promptId });
      if (!wanted.still) return;
      setAnswer(
        reply.ok ? { versions: reply.value.versions, refusal: null } : { versions: null, refusal: reply.error.message },
      );
    };
    void read();
    return () => {
      wanted.still = false;
    };
  }, [promptId]);
  return answer;
}
