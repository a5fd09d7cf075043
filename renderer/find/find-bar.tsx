import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { OpenPrompt } from '../prompt/open-prompt.ts';
import { useOpenPrompt } from '../prompt/open-prompts.ts';
import { useReadOnly } from '../state/workspace.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { TextInput } from '../ui/field.tsx';
import { showToast } from '../ui/toast.tsx';
import { type FindState, promptFind } from './prompt-find.ts';
import { QueryToggles } from './query-toggles.tsx';
import styles from './find-bar.module.css';

/** Find and replace in all messages of a prompt. */
export function FindBar({ prompt }: { prompt: OpenPrompt }) {
  const find = promptFind(prompt);
  const open = useStore(find.store, (state) => state.open);
  return open ? <Bar prompt={prompt} /> : null;
}

function Bar({ prompt }: { prompt: OpenPrompt }) {
  const find = promptFind(prompt);
  const state = useStore(find.store);
  const pauses = useOpenPrompt(prompt, (each) => each.pauses);
  const readOnly = useReadOnly() !== null;
  const field = useRef<HTMLInputElement>(null);
  // oxlint-disable-next-line react/exhaustive-effect-dependencies -- each time the bar is asked for
  useEffect(() => field.current?.select(), [state.asked]);
  // oxlint-disable-next-line react/exhaustive-effect-dependencies -- a pause is when the text is looked at again
  useEffect(() => void find.look(), [find, pauses]);
  const replaceAll = () => {
    const count = find.replaceAll();
    field.current?.focus(); // the button, with nothing left to replace, would lose it
    if (count > 0) showToast({ text: `Replaced ${count.toLocaleString('en')} ${count === 1 ? 'place' : 'places'}.` });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') find.close();
    else if (event.key === 'F3') find.step(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- Escape is heard from every control in it
    <search className={styles.bar} aria-label="Find in the prompt" onKeyDown={onKeyDown}>
      <div className={styles.row}>
        <TextInput
          ref={field}
          aria-label="Find"
          aria-invalid={state.refusal !== null || undefined}
          placeholder="Find"
          spellCheck={false}
          maxLength={1_000}
          className={styles.field}
          value={state.text}
          onChange={(event) => find.change({ text: event.target.value })}
          onKeyDown={onEnter((event) => find.step(event.shiftKey ? -1 : 1))}
        />
        <QueryToggles asked={state} onChange={(part) => find.change(part)} />
        <output className={styles.count} data-testid="find-count">
          {countText(state)}
        </output>
        <IconButton label="Previous match" size="small" disabled={state.count === 0} onClick={() => find.step(-1)}>
          <ArrowUp />
        </IconButton>
        <IconButton label="Next match" size="small" disabled={state.count === 0} onClick={() => find.step(1)}>
          <ArrowDown />
        </IconButton>
        <span className={styles.gap} />
        <IconButton label="Close" size="small" onClick={() => find.close()}>
          <X />
        </IconButton>
      </div>
      <div className={styles.row}>
        <TextInput
          aria-label="Replace with"
          placeholder="Replace with"
          spellCheck={false}
          className={styles.field}
          value={state.replacement}
          disabled={readOnly}
          onChange={(event) => find.change({ replacement: event.target.value })}
          onKeyDown={onEnter(() => find.replaceOne())}
        />
        <Button size="small" disabled={readOnly || state.count === 0} onClick={() => find.replaceOne()}>
          Replace
        </Button>
        <Button size="small" disabled={readOnly || state.count === 0} onClick={replaceAll}>
          Replace all
        </Button>
        {state.refusal !== null && (
          <span className={styles.refusal} role="alert">
            {state.refusal}
          </span>
        )}
      </div>
    </search>
  );
}

function onEnter(act: (event: KeyboardEvent) => void) {
  return (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    act(event);
  };
}

function countText({ text, count, current, more }: FindState): string {
  if (text === '') return '';
  if (count === 0) return 'none';
  const all = `${count.toLocaleString('en')}${more ? '+' : ''}`;
  return current === null ? all : `${(current + 1).toLocaleString('en')} of ${all}`;
}
