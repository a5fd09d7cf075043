import type { OpenPrompt } from '../open-prompt.ts';
import { ModelSection } from './model-section.tsx';
import { PreviewSection } from './preview-section.tsx';
import { ToolsSection } from './tools-section.tsx';
import { VariablesSection } from './variables-section.tsx';
import styles from './inspector.module.css';

/** What fills the messages in and what comes of it. */
export function Inspector({ prompt, shown }: { prompt: OpenPrompt; shown: boolean }) {
  return (
    <aside className={styles.inspector} aria-label="Inspector">
      <VariablesSection prompt={prompt} />
      <ModelSection prompt={prompt} />
      <ToolsSection prompt={prompt} />
      <PreviewSection prompt={prompt} shown={shown} />
    </aside>
  );
}
