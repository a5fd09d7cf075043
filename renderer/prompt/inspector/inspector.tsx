import { useState } from 'react';
import type { OpenPrompt } from '../open-prompt.ts';
import { ToolsDialog } from '../tools/deferred-tools-dialog.ts';
import { ModelSection } from './model-section.tsx';
import { PreviewSection } from './preview-section.tsx';
import { TokenLine } from './token-line.tsx';
import { ToolsSection } from './tools-section.tsx';
import type { Preview } from './use-preview.ts';
import type { Counted } from './use-token-count.ts';
import { VariablesSection } from './variables-section.tsx';
import styles from './inspector.module.css';

type Props = { prompt: OpenPrompt; preview: Preview | null; counted: Counted | null };

/** What fills the messages in and what comes of it. */
export function Inspector({ prompt, preview, counted }: Props) {
  const [editingTools, setEditingTools] = useState(false);
  const editTools = () => setEditingTools(true);
  return (
    <aside className={styles.inspector} aria-label="Inspector" data-chrome>
      <VariablesSection prompt={prompt} />
      <ModelSection prompt={prompt} onEditTools={editTools} />
      <ToolsSection prompt={prompt} onEdit={editTools} />
      <PreviewSection prompt={prompt} preview={preview} counted={counted} />
      {counted && <TokenLine count={counted.count} old={counted.preview !== preview} />}
      {editingTools && <ToolsDialog prompt={prompt} onClose={() => setEditingTools(false)} />}
    </aside>
  );
}
