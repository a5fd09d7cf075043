import { useState } from 'react';
import type { Reply } from '../../shared/reply.ts';
import { call } from '../state/client.ts';
import { useSync } from '../state/sync.ts';
import { configureWorkspace, useReadOnly, useWorkspace } from '../state/workspace.ts';
import { Field, Switch, TextInput } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { Section } from './section.tsx';

/** What belongs to the workspace and goes where it goes. */
export function WorkspaceSection() {
  const info = useWorkspace((state) => state.info);
  const readOnly = useReadOnly();
  // What a member is called is the team's to know.
  const memberId = useSync((state) => state.status?.member?.memberId ?? null);
  const [problem, setProblem] = useState<string | null>(null);
  if (info === null) return null;
  return (
    <Section title="Workspace" about="Kept in the workspace’s file.">
      {readOnly !== null && <Notice tone="warning">{readOnly}</Notice>}
      {problem !== null && <Notice>{problem}</Notice>}
      <SavedText
        label="Author"
        hint={
          memberId === null
            ? 'Signs the versions you commit and the labels you move.'
            : 'Signs what you do, for everybody of the team. Another name holds once it is synced.'
        }
        value={info.author}
        save={(name) =>
          memberId === null ? configureWorkspace({ author: name }) : call('team.rename', { memberId, name })
        }
        disabled={readOnly !== null}
      />
      <SavedText
        label="Name of the workspace"
        value={info.name}
        save={(name) => configureWorkspace({ name })}
        disabled={readOnly !== null}
      />
      <Switch
        label="Ask for a message with every commit"
        hint="Otherwise a version may be committed without one."
        checked={info.requireMessage}
        disabled={readOnly !== null}
        onCheckedChange={(requireMessage) =>
          void configureWorkspace({ requireMessage }).then((reply) => setProblem(reply.ok ? null : reply.error.message))
        }
      />
    </Section>
  );
}

type SavedTextProps = {
  label: string;
  hint?: string;
  value: string;
  disabled: boolean;
  save: (value: string) => Promise<Reply<unknown>>;
};

/** A text that is kept when the field is left, or with Enter; Escape puts back what was there. */
function SavedText({ label, hint, value, disabled, save }: SavedTextProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const keep = async () => {
    if (typed === null || typed.trim() === value) {
      setTyped(null);
      return;
    }
    if (typed.trim() === '') {
      setProblem(`${label} cannot be empty.`);
      return;
    }
    const reply = await save(typed.trim());
    if (reply.ok) setTyped(null);
    setProblem(reply.ok ? null : reply.error.message);
  };
  return (
    <Field label={label} hint={hint} error={problem}>
      <TextInput
        value={typed ?? value}
        maxLength={100}
        disabled={disabled}
        onChange={(event) => {
          setTyped(event.target.value);
          setProblem(null);
        }}
        onBlur={() => void keep()}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void keep();
          if (event.key === 'Escape') {
            setTyped(null);
            setProblem(null);
          }
        }}
      />
    </Field>
  );
}
