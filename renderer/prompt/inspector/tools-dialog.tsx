import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Tool } from '../../../shared/content.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field, TextArea, TextInput } from '../../ui/field.tsx';
import type { OpenPrompt } from '../open-prompt.ts';
import { readJson } from './typed-value.ts';
import styles from './inspector.module.css';

/** A tool as it is being typed: its parameters may not be JSON yet. */
type TypedTool = { key: number; name: string; description: string; parameters: string };

/** Tools and the response schema, as JSON Schema. Nothing is changed before Done. */
export function ToolsDialog({ prompt, onClose }: { prompt: OpenPrompt; onClose: () => void }) {
  const { rest } = prompt.store.getState();
  const [tools, setTools] = useState<readonly TypedTool[]>(() => rest.tools.map(typedTool));
  const [schema, setSchema] = useState(
    rest.responseSchema === null ? '' : JSON.stringify(rest.responseSchema, null, 2),
  );
  const wrong =
    objectProblem(schema) !== null ||
    tools.some((tool) => toolProblem(tool, tools) !== null || objectProblem(tool.parameters) !== null);
  const done = () => {
    if (wrong) return;
    prompt.changeRest({
      tools: tools.map(readTool),
      responseSchema: schema.trim() === '' ? null : (JSON.parse(schema) as Tool['parameters'] & object),
    });
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Tools and response schema"
      description="What the model may call, and the shape its answer must have. Both are kept with every version."
      width="wide"
      onSubmit={done}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={wrong}>
            Done
          </Button>
        </>
      }
    >
      {tools.map((tool, index) => {
        const change = (part: Partial<TypedTool>) => setTools(tools.with(index, { ...tool, ...part }));
        return (
          <fieldset key={tool.key} className={styles.tool}>
            <div className={styles.toolHead}>
              <Field label="Tool" error={isBegun(tool) ? toolProblem(tool, tools) : null}>
                <TextInput
                  mono
                  value={tool.name}
                  placeholder="search_tickets"
                  onChange={(event) => change({ name: event.target.value })}
                />
              </Field>
              <IconButton
                label={`Remove ${tool.name || 'this tool'}`}
                onClick={() => setTools(tools.toSpliced(index, 1))}
              >
                <Trash2 />
              </IconButton>
            </div>
            <Field label="Description">
              <TextInput
                value={tool.description}
                spellCheck
                onChange={(event) => change({ description: event.target.value })}
              />
            </Field>
            <Field label="Parameters" hint="JSON Schema; leave blank for none." error={objectProblem(tool.parameters)}>
              <TextArea
                mono
                className={styles.json}
                value={tool.parameters}
                onChange={(event) => change({ parameters: event.target.value })}
              />
            </Field>
          </fieldset>
        );
      })}
      <div>
        <Button onClick={() => setTools([...tools, { key: nextKey++, name: '', description: '', parameters: '' }])}>
          Add a tool
        </Button>
      </div>
      <Field label="Response schema" hint="JSON Schema; leave blank for free text." error={objectProblem(schema)}>
        <TextArea mono className={styles.json} value={schema} onChange={(event) => setSchema(event.target.value)} />
      </Field>
    </Dialog>
  );
}

let nextKey = 1;

function typedTool(tool: Tool): TypedTool {
  return {
    key: nextKey++,
    name: tool.name,
    description: tool.description ?? '',
    parameters: tool.parameters ? JSON.stringify(tool.parameters, null, 2) : '',
  };
}

function readTool(tool: TypedTool): Tool {
  return {
    name: tool.name.trim(),
    ...(tool.description.trim() === '' ? {} : { description: tool.description.trim() }),
    ...(tool.parameters.trim() === ''
      ? {}
      : { parameters: JSON.parse(tool.parameters) as NonNullable<Tool['parameters']> }),
  };
}

/** A tool that was just added is not told off for being empty. */
function isBegun(tool: TypedTool): boolean {
  return tool.name !== '' || tool.description !== '' || tool.parameters !== '';
}

function toolProblem(tool: TypedTool, tools: readonly TypedTool[]): string | null {
  if (tool.name.trim() === '') return 'A tool needs a name.';
  return tools.some((other) => other.key !== tool.key && other.name.trim() === tool.name.trim())
    ? 'Two tools have this name.'
    : null;
}

function objectProblem(text: string): string | null {
  if (text.trim() === '') return null;
  const { value, problem } = readJson(text);
  if (problem !== null) return problem;
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? null : 'A schema is a JSON object.';
}
