import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { OpenPrompt } from '../open-prompt.ts';
import { SchemaEditor } from './schema-editor.tsx';
import { ToolForm } from './tool-form.tsx';
import {
  blocks,
  duplicateOf,
  isWrong,
  readSchema,
  readTool,
  TOOL_TEMPLATES,
  type TypedTool,
  typedTool,
} from './typed-tools.ts';
import styles from './tools.module.css';

type Props = { prompt: OpenPrompt; onClose: () => void };
type Removed = { tool: TypedTool; at: number };

/** Tools and the response schema. Nothing is changed before Done. */
export default function ToolsDialog({ prompt, onClose }: Props) {
  const { rest } = prompt.store.getState();
  const [tools, setTools] = useState<readonly TypedTool[]>(() => rest.tools.map(typedTool));
  const [schema, setSchema] = useState(
    rest.responseSchema === null ? '' : JSON.stringify(rest.responseSchema, null, 2),
  );
  const [removed, setRemoved] = useState<Removed | null>(null);
  const [changed, setChanged] = useState(false);
  const wrong = isWrong(schema) || tools.some((tool) => blocks(tool, tools));
  const change = (next: readonly TypedTool[]) => {
    setChanged(true);
    setTools(next);
  };
  const done = () => {
    if (wrong) return;
    prompt.changeRest({ tools: tools.map(readTool), responseSchema: readSchema(schema) });
    onClose();
  };
  const move = (at: number, by: 1 | -1) => {
    const tool = tools[at];
    if (tool && tools[at + by]) change(tools.toSpliced(at, 1).toSpliced(at + by, 0, tool));
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      // A slip of the mouse or of Escape must not lose what was typed; Cancel says what it does.
      mayClose={() => !changed}
      title="Tools and response schema"
      description="What the model may call, and the shape its answer must have. Both are kept with every version."
      width="wide"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabled={wrong} onClick={done}>
            Done
          </Button>
        </>
      }
    >
      <div className={styles.tools}>
        {tools.map((tool, at) => (
          <ToolForm
            key={tool.key}
            tool={tool}
            tools={tools}
            onChange={(part) => change(tools.with(at, { ...tool, ...part }))}
            onMove={(by) => move(at, by)}
            onDuplicate={() => change(tools.toSpliced(at + 1, 0, duplicateOf(tool, tools)))}
            onRemove={() => {
              setRemoved({ tool, at });
              change(tools.toSpliced(at, 1));
            }}
          />
        ))}
        {removed !== null && (
          <Notice
            tone="info"
            action={
              <Button
                size="small"
                onClick={() => {
                  change(tools.toSpliced(removed.at, 0, removed.tool));
                  setRemoved(null);
                }}
              >
                Undo
              </Button>
            }
          >
            {removed.tool.name === '' ? 'A tool' : `The tool ${removed.tool.name}`} was removed.
          </Notice>
        )}
        <div>
          <Menu
            trigger={<Button>Add a tool ▾</Button>}
            items={TOOL_TEMPLATES.map(({ title, tool }) => ({
              label: title,
              onSelect: () => change([...tools, typedTool(tool)]),
            }))}
          />
        </div>
        <fieldset className={styles.tool} aria-label="Response">
          <SchemaEditor
            title="Response schema"
            label="the answer"
            text={schema}
            onChange={(text) => {
              setChanged(true);
              setSchema(text);
            }}
          />
          {schema.trim() === '' ? (
            <p className={styles.kept}>Without properties the model answers in free text.</p>
          ) : (
            <div>
              <Button
                size="small"
                onClick={() => {
                  setChanged(true);
                  setSchema('');
                }}
              >
                Answer in free text
              </Button>
            </div>
          )}
        </fieldset>
      </div>
    </Dialog>
  );
}
