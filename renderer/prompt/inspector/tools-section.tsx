import { Button } from '../../ui/button.tsx';
import type { OpenPrompt } from '../open-prompt.ts';
import { useOpenPrompt } from '../open-prompts.ts';
import { Section } from './section.tsx';
import styles from './inspector.module.css';

type Props = { prompt: OpenPrompt; onEdit: () => void };

/** What the model may call, and the shape it must answer in; nothing where there is neither. */
export function ToolsSection({ prompt, onEdit }: Props) {
  const tools = useOpenPrompt(prompt, (state) => state.rest.tools);
  const schema = useOpenPrompt(prompt, (state) => state.rest.responseSchema);
  if (tools.length === 0 && schema === null) return null;
  return (
    <Section
      title="Tools"
      aside={
        <Button size="small" variant="quiet" onClick={onEdit}>
          Edit…
        </Button>
      }
    >
      <div className={styles.facts}>
        {tools.map((tool) => (
          <span key={tool.name} title={tool.description}>
            {tool.name}
          </span>
        ))}
        {schema !== null && <span>Answers by a response schema</span>}
      </div>
    </Section>
  );
}
