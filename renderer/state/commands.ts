import { useLayoutEffect, useMemo } from 'react';
import { create } from 'zustand';
import { matchesShortcut } from './shortcut.ts';

/** Something a person can do by name. The palette, the shortcuts sheet and the menus all read these. */
export type Command = {
  /** Such as `prompt.rename`; a menu of the host names it the same. */
  id: string;
  /** In the user's words, with an ellipsis where a question follows. */
  title: string;
  run: () => void;
  /** Heads it in the palette and the sheet: `Library`, `Prompt`, `Window`. */
  group?: string;
  /** Such as `Mod+Shift+P`; see `matchesShortcut`. */
  shortcut?: string;
  /** Does the same as `shortcut` and is not shown. */
  alternate?: string;
  /** False keeps it in sight but out of reach; leave a command out where it makes no sense at all. */
  enabled?: boolean;
  /** More words to find it by. */
  keywords?: string[];
  /** True where the shortcut is handled by the control that has the focus (a list, an editor) and is only shown here. */
  local?: boolean;
  /** True keeps it out of the palette: it would make no sense there. */
  hidden?: boolean;
};

type Registry = { byArea: ReadonlyMap<symbol, readonly Command[]> };
const useRegistry = create<Registry>(() => ({ byArea: new Map() }));

/** Makes `commands` available while the calling component is mounted and `active`. Pass a memoised array. */
export function useCommands(commands: readonly Command[], active = true): void {
  const area = useMemo(() => Symbol('area'), []);
  // Not later: what is in sight can be asked for.
  useLayoutEffect(() => {
    if (active) useRegistry.setState(({ byArea }) => ({ byArea: new Map(byArea).set(area, commands) }));
  }, [area, commands, active]);
  // Apart from the above: commands that change keep the place their area has among the others.
  useLayoutEffect(() => {
    if (!active) return undefined;
    return () =>
      useRegistry.setState(({ byArea }) => {
        const rest = new Map(byArea);
        rest.delete(area);
        return { byArea: rest };
      });
  }, [area, active]);
}

/** Every command there is now, for the palette and the sheet. */
export function useAllCommands(): Command[] {
  const byArea = useRegistry((state) => state.byArea);
  return useMemo(() => flatten(byArea), [byArea]);
}

/** Runs a command by its id, as a menu of the host asks; false where it is not there now. */
export function runCommand(id: string): boolean {
  const command = flatten(useRegistry.getState().byArea).find((each) => each.id === id);
  if (command === undefined || command.enabled === false) return false;
  command.run();
  return true;
}

/** Runs the command a key press asks for; false where none does. A bare key (`?`, `F2`) is left to a field being typed in. */
export function runShortcut(event: KeyboardEvent): boolean {
  const typing = isTyping(event.target) && !event.ctrlKey && !event.metaKey && !event.altKey;
  const command = commandFor(event, flatten(useRegistry.getState().byArea), typing);
  command?.run();
  return command !== undefined;
}

type KeyPress = Parameters<typeof matchesShortcut>[1];

/** Which of `commands`, the nearest to the work first, a key press means. A shortcut that is shown comes before one that is
 *  only an alternate, however near that is. */
export function commandFor(press: KeyPress, commands: readonly Command[], typing: boolean): Command | undefined {
  const within = commands.filter((command) => command.local !== true && command.enabled !== false);
  const means = (shortcut: string | undefined) =>
    shortcut !== undefined && matchesShortcut(shortcut, press) && !(typing && shortcut.length === 1);
  return within.find(({ shortcut }) => means(shortcut)) ?? within.find(({ alternate }) => means(alternate));
}

// The last area to register comes first: what is nearest to the work wins a shared shortcut.
function flatten(byArea: Registry['byArea']): Command[] {
  return [...byArea.values()].toReversed().flat();
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable="true"]') !== null;
}
