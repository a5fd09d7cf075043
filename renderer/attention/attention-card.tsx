import {
  Ban,
  CircleCheck,
  CloudAlert,
  Eraser,
  Eye,
  EyeOff,
  GitFork,
  KeyRound,
  MessageSquareText,
  Tag,
  TextCursorInput,
  UserMinus,
  UserPlus,
  X,
} from 'lucide-react';
import { useState } from 'react';
import type { AttentionItem } from '../../shared/contract/sync-calls.ts';
import { usePrompt } from '../state/prompts.ts';
import { useSync } from '../state/sync.ts';
import { Remedy } from '../sync/sync-problem.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Time } from '../ui/time.tsx';
import { dismiss } from './dismiss.ts';
import { remediesOf } from './remedies.ts';
import styles from './attention.module.css';

/** One thing that waits, with what happened and its remedies; the first of them is the one to take. */
export function AttentionCard({ item }: { item: AttentionItem }) {
  const Icon = ICONS[item.kind];
  const prompt = usePrompt(item.promptId);
  const problem = useSync((state) => state.status?.problem ?? null);
  const [failure, setFailure] = useState<string | null>(null);
  return (
    <li className={styles.card} tabIndex={-1} data-kind={item.kind} aria-label={item.title}>
      <Icon aria-hidden className={styles.icon} />
      <div className={styles.text}>
        <p className={styles.top}>
          <b className={styles.what}>{item.title}</b>
          {item.at !== null && <Time at={item.at} className={styles.at} />}
        </p>
        {prompt && !item.title.includes(prompt.name) && <p className={styles.prompt}>{prompt.name}</p>}
        <p className={styles.detail}>{item.detail}</p>
        <div className={styles.actions}>
          {item.kind === 'remote' && problem !== null && <Remedy remedy={problem.remedy} onRefused={setFailure} />}
          {remediesOf(item).map((remedy) => (
            <Button key={remedy.label} size="small" onClick={remedy.run}>
              {remedy.label}
            </Button>
          ))}
        </div>
        {failure !== null && <Notice>{failure}</Notice>}
      </div>
      {item.canDismiss && (
        <IconButton
          label={`Dismiss: ${item.title}`}
          shortcut="Delete"
          size="small"
          onClick={() => void dismiss(item.id)}
        >
          <X />
        </IconButton>
      )}
    </li>
  );
}

const ICONS: Record<AttentionItem['kind'], typeof Ban> = {
  diverged: GitFork,
  'stale-move': Tag,
  refused: Ban,
  review: MessageSquareText,
  decided: CircleCheck,
  'join-request': UserPlus,
  remote: CloudAlert,
  key: KeyRound,
  renamed: TextCursorInput,
  removed: UserMinus,
  unaudited: Eye,
  'stale-objects': Eraser,
  withheld: EyeOff,
};
