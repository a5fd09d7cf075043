import { Clock, Star } from 'lucide-react';
import type { ReactNode } from 'react';
import { baseName, folderOf } from '../../shared/names.ts';
import { usePreferences } from '../state/preferences.ts';
import { usePrompts } from '../state/prompts.ts';
import { openPrompt } from '../state/tabs.ts';
import { DraftDot } from '../ui/chip.tsx';
import { revealPrompt } from '../library/library-state.ts';
import styles from './prompt-shelf.module.css';

const SHOWN = 6;

/** Ways back to what this person works on: prompts opened lately, and those with a star. */
export function PromptShelf() {
  const { recent, starred } = usePreferences((state) => state.preferences);
  return (
    <div className={styles.shelf}>
      <PromptList title="Recent" icon={<Clock aria-hidden />} promptIds={recent} />
      <PromptList title="Starred" icon={<Star aria-hidden />} promptIds={starred.toReversed()} />
    </div>
  );
}

function PromptList({ title, icon, promptIds }: { title: string; icon: ReactNode; promptIds: readonly string[] }) {
  const byId = usePrompts((state) => state.byId);
  const rows = promptIds.flatMap((id) => byId.get(id) ?? []).filter((row) => !row.archived);
  if (rows.length === 0) return null;
  return (
    <section className={styles.list} aria-label={title}>
      <h3 className={styles.title}>
        {icon} {title}
      </h3>
      <ul>
        {rows.slice(0, SHOWN).map((row) => (
          <li key={row.id}>
            <button
              type="button"
              className={styles.prompt}
              title={row.name}
              onClick={() => {
                openPrompt(row.id);
                revealPrompt(row.id);
              }}
            >
              <span className={styles.name}>{baseName(row.name)}</span>
              {row.hasDraft && <DraftDot />}
              <span className={styles.folder}>{folderOf(row.name)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
