import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import type { OpenPrompt } from '../open-prompt.ts';
import { useOpenPrompt } from '../open-prompts.ts';
import { Section } from './section.tsx';
import { ToolsDialog } from './tools-dialog.tsx';
import styles from './inspector.module.css';

/** What the model may call, and the shape it must answer in. */
export function ToolsSection({ prompt }: { prompt: OpenPrompt }) {
  const tools = useOpenPrompt(prompt, (state) => state.rest.tools);
  const schema = useOpenPrompt(prompt, (state) => state.rest.responseSchema);
  const [open, setOpen] = useState(false);
  const none = tools.length === 0 && schema === null;
  return (
    <Section
      title="Tools"
      aside={
        <Button size="small" variant="quiet" onClick={() => setOpen(true)}>
          {none ? 'Add…' : 'Edit…'}
        </Button>
      }
    >
      {!none && (
        <div className={styles.facts}>
          {tools.map((tool) => (
            <span key={tool.name} title={tool.description}>
              {tool.name}
            </span>
          ))}
          {schema !== null && <span>Answers by a response schema</span>}
        </div>
      )}
      {open && <ToolsDialog prompt={prompt} onClose={() => setOpen(false)} />}
    </Section>
  );
}
