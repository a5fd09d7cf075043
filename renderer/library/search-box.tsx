import { Search, X } from 'lucide-react';
import { useMemo, useRef } from 'react';
import { useCommands } from '../state/commands.ts';
import { IconButton } from '../ui/button.tsx';
import { Shortcut } from '../ui/kbd.tsx';
import { setSearchText, useLibrary } from './library-state.ts';
import styles from './search-box.module.css';

type Props = { /** Down, or Enter: on to what was found. */ onLeave: (open: boolean) => void };

/** Finds prompts by name and text as one types. */
export function SearchBox({ onLeave }: Props) {
  const text = useLibrary((state) => state.text);
  const input = useRef<HTMLInputElement>(null);
  useCommands(
    useMemo(
      () => [
        {
          id: 'find',
          title: 'Search prompts',
          group: 'Library',
          shortcut: 'Mod+P',
          alternate: 'Mod+F',
          run: () => {
            input.current?.focus();
            input.current?.select();
          },
        },
      ],
      [],
    ),
  );
  return (
    <search className={styles.box}>
      <Search aria-hidden />
      <input
        ref={input}
        className={styles.input}
        aria-label="Search prompts"
        placeholder="Search prompts"
        spellCheck={false}
        autoComplete="off"
        maxLength={1000}
        value={text}
        onChange={(event) => setSearchText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && text !== '') {
            event.stopPropagation();
            setSearchText('');
          } else if (event.key === 'ArrowDown' || event.key === 'Enter') {
            event.preventDefault();
            onLeave(event.key === 'Enter');
          }
        }}
      />
      {text === '' ? (
        <Shortcut keys="Mod+P" />
      ) : (
        <IconButton label="Clear search" size="small" onClick={() => setSearchText('')}>
          <X />
        </IconButton>
      )}
    </search>
  );
}
