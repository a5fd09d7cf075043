import { ArrowDown, ArrowUp, Copy, Trash2 } from 'lucide-react';
import { IconButton } from '../../ui/button.tsx';
import { Field, TextArea, TextInput } from '../../ui/field.tsx';
import { SchemaEditor } from './schema-editor.tsx';
import { isBegun, nameProblem, type TypedTool } from './typed-tools.ts';
import styles from './tools.module.css';

type Props = {
  tool: TypedTool;
  tools: readonly TypedTool[];
  onChange: (part: Partial<TypedTool>) => void;
  onMove: (by: 1 | -1) => void;
  onDuplicate: () => void;
  onRemove: () => void;
};

/** What the model is told of one tool. */
export function ToolForm({ tool, tools, onChange, onMove, onDuplicate, onRemove }: Props) {
  const title = tool.name === '' ? 'this tool' : tool.name;
  return (
    <fieldset className={styles.tool} aria-label={tool.name === '' ? 'New tool' : `Tool ${tool.name}`}>
      <div className={styles.toolHead}>
        <Field label="Tool" error={isBegun(tool) ? nameProblem(tool, tools) : null}>
          <TextInput
            mono
            value={tool.name}
            placeholder="search_tickets"
            onChange={(event) => onChange({ name: event.target.value })}
          />
        </Field>
        <span className={styles.moves}>
          <IconButton label={`Move ${title} up`} disabled={tools[0] === tool} onClick={() => onMove(-1)}>
            <ArrowUp />
          </IconButton>
          <IconButton label={`Move ${title} down`} disabled={tools.at(-1) === tool} onClick={() => onMove(1)}>
            <ArrowDown />
          </IconButton>
          <IconButton label={`Duplicate ${title}`} onClick={onDuplicate}>
            <Copy />
          </IconButton>
          <IconButton label={`Remove ${title}`} onClick={onRemove}>
            <Trash2 />
          </IconButton>
        </span>
      </div>
      <Field label="Description">
        <TextArea
          rows={2}
          spellCheck
          value={tool.description}
          placeholder="What it does, and when it should be called"
          onChange={(event) => onChange({ description: event.target.value })}
        />
      </Field>
      <SchemaEditor
        title="Parameters"
        label={title}
        text={tool.parameters}
        onChange={(parameters) => onChange({ parameters })}
      />
    </fieldset>
  );
}
