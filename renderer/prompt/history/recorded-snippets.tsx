import type { RecordedSnippet, VersionRow } from '../../../shared/contract.ts';
import { versionWord } from '../../../shared/version-word.ts';
import { openPrompt as openTab } from '../../state/tabs.ts';
import { usePrompt } from '../../state/prompts.ts';
import styles from './recorded-snippets.module.css';

/** How many snippets a version includes; which ones stands on hover, and in its text. */
export function SnippetCount({ version: { snippets = [] } }: { version: VersionRow }) {
  if (snippets.length === 0) return null;
  const title = snippets.map((snippet) => `${snippet.target} was ${meaning(snippet)}`).join('\n');
  return <span title={title}> · {snippets.length === 1 ? '1 snippet' : `${snippets.length} snippets`}</span>;
}

/** What the references of a version meant when it was committed. */
export function RecordedSnippets({ version: { snippets = [] } }: { version: VersionRow }) {
  if (snippets.length === 0) return null;
  return (
    <section aria-label="Snippets when it was committed">
      <h3 className={styles.heading}>Snippets when it was committed</h3>
      <ul>
        {snippets.map((snippet) => (
          <li key={snippet.target} className={styles.line}>
            <code>{snippet.target}</code> was <Meaning snippet={snippet} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Meaning({ snippet }: { snippet: RecordedSnippet }) {
  const isHere = usePrompt(snippet.promptId) !== undefined;
  if (!isHere) return meaning(snippet);
  return (
    <button type="button" className={styles.open} onClick={() => openTab(snippet.promptId)}>
      {meaning(snippet)}
    </button>
  );
}

function meaning({ name, number, versionId }: RecordedSnippet): string {
  if (name === null) return `version ${versionId.slice(0, 8)} of a prompt that is not here`;
  return `${name} ${versionWord(number)}`;
}
