import { useState } from 'react';
import type { OpenPrompt } from '../open-prompt.ts';
import { ModelSection } from './model-section.tsx';
import { PreviewSection } from './preview-section.tsx';
import { ToolsDialog } from './tools-dialog.tsx';
import { ToolsSection } from './tools-section.tsx';
import type { Preview } from './use-preview.ts';
import { VariablesSection } from './variables-section.tsx';
import styles from './inspector.module.css';

/** What fills the messages in and what comes of it. */
export function Inspector({ prompt, preview }: { prompt: OpenPrompt; preview: Preview | null }) {
  const [editingTools, setEditingTools] = useState(false);
  const editTools = () => setEditingTools(true);
  return (
    <aside className={styles.inspector} aria-label="Inspector">
      <VariablesSection prompt={prompt} />
      <ModelSection prompt={prompt} onEditTools={editTools} />
      <ToolsSection prompt={prompt} onEdit={editTools} />
      <PreviewSection prompt={prompt} preview={preview} />
      {editingTools && <ToolsDialog prompt={prompt} onClose={() => setEditingTools(false)} />}
    </aside>
  );
}
