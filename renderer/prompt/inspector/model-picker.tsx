// A list of the platform's own cannot show prices beside names: this is the combobox of the ARIA practices, by hand.
/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-element-to-interactive-role, jsx-a11y/click-events-have-key-events */
import { Popover } from 'radix-ui';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { ModelInfo } from '../../../shared/contract/model-calls.ts';
import { priceText, sizeText } from '../../../shared/model/token-facts.ts';
import { TextInput } from '../../ui/field.tsx';
import { chosenFirst, findModels } from './find-models.ts';
import { loadModels, useModelList } from './model-list.ts';
import styles from './model-picker.module.css';

type Props = { value: string; onChange: (model: string | undefined) => void };

/** A model by its id: found in the catalogue as it is typed, or any other. */
export function ModelPicker({ value, onChange }: Props) {
  const models = useModelList((state) => state.models);
  // What is typed since the list was opened; null while it is closed.
  const [typed, setTyped] = useState<string | null>(null);
  const [at, setAt] = useState(-1);
  const listId = useId();
  const list = useRef<HTMLUListElement>(null);
  const isOpen = typed !== null;
  const isSearching = typed !== null && typed !== value;
  const { found, more } = findModels(chosenFirst(models ?? [], value), isSearching ? typed : '');
  const marked = found[at];
  useEffect(() => {
    if (at >= 0) list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  const open = () => {
    void loadModels();
    setTyped((now) => now ?? value);
  };
  const close = () => {
    setTyped(null);
    setAt(-1);
  };
  const choose = (model: string) => {
    const id = model.trim();
    if (id !== value) onChange(id === '' ? undefined : id);
    close();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!isOpen) open();
      else setAt((now) => (now + (event.key === 'ArrowDown' ? 1 : -1) + found.length) % Math.max(1, found.length));
    } else if (event.key === 'Enter' && isOpen) {
      event.preventDefault();
      choose(marked?.id ?? typed);
    } else if (event.key === 'Escape' && isOpen) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  };

  return (
    <Popover.Root open={isOpen}>
      <Popover.Anchor asChild>
        <span className={styles.anchor}>
          <TextInput
            role="combobox"
            aria-label="Model"
            aria-expanded={isOpen}
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={marked ? `${listId}-${at}` : undefined}
            placeholder="not set"
            value={typed ?? value}
            title={value}
            onMouseDown={open}
            onKeyDown={press}
            onBlur={() => isOpen && choose(typed)}
            onChange={(event) => {
              open();
              setTyped(event.target.value);
              setAt(-1);
            }}
          />
        </span>
      </Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          className={styles.panel}
          side="bottom"
          align="end"
          sideOffset={4}
          collisionPadding={8}
          onOpenAutoFocus={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
        >
          <ul ref={list} id={listId} role="listbox" aria-label="Models" className={styles.list}>
            {found.map((model, index) => (
              <ModelOption
                key={model.id}
                id={`${listId}-${index}`}
                model={model}
                marked={index === at}
                onChoose={() => choose(model.id)}
              />
            ))}
          </ul>
          <p className={styles.foot}>
            {models === null
              ? 'Reading the catalogue…'
              : found.length === 0
                ? 'Not in the catalogue: Enter keeps it as it is typed.'
                : `${more > 0 ? `and ${more} more; type to find them. ` : ''}Input / output in dollars per million tokens.`}
          </p>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

type OptionProps = { id: string; model: ModelInfo; marked: boolean; onChoose: () => void };

function ModelOption({ id, model, marked, onChoose }: OptionProps) {
  const { contextWindow, inputPrice, outputPrice, provider } = model;
  return (
    <li
      id={id}
      role="option"
      aria-selected={marked}
      className={styles.option}
      // The field keeps the focus: it would choose what was typed as it loses it.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      <span className={styles.id}>{model.id}</span>
      <span className={styles.facts}>
        <span>{provider}</span>
        <span>{contextWindow === null ? '—' : sizeText(contextWindow)}</span>
        <span className={styles.price}>
          {priceText(inputPrice)} / {priceText(outputPrice)}
        </span>
      </span>
    </li>
  );
}
