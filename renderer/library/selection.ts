/** Which lines are chosen, by key. `focus` is the line that the keyboard is on; `anchor` is where a run of lines began. */
export type Selection = { selected: ReadonlySet<string>; focus: string | null; anchor: string | null };

export const NOTHING: Selection = { selected: new Set(), focus: null, anchor: null };

/** One line, and nothing else. */
export function selectOne(key: string): Selection {
  return { selected: new Set([key]), focus: key, anchor: key };
}

/** Adds a line, or takes it away (Ctrl or Command with a click, or with Space). */
export function toggle(selection: Selection, key: string): Selection {
  const selected = new Set(selection.selected);
  if (!selected.delete(key)) selected.add(key);
  return { selected, focus: key, anchor: key };
}

/** Every line from the anchor to `key` (Shift), in the order of `keys`. */
export function extendTo(selection: Selection, key: string, keys: readonly string[]): Selection {
  const to = keys.indexOf(key);
  if (to < 0) return selection;
  const anchor = selection.anchor !== null && keys.includes(selection.anchor) ? selection.anchor : key;
  const from = keys.indexOf(anchor);
  return { selected: new Set(keys.slice(Math.min(from, to), Math.max(from, to) + 1)), focus: key, anchor };
}

export function selectAll(selection: Selection, keys: readonly string[]): Selection {
  return { selected: new Set(keys), focus: selection.focus ?? keys[0] ?? null, anchor: keys[0] ?? null };
}

/** Drops the lines that are not there any more. The same object where all are still there. */
export function keepOnly(selection: Selection, isThere: (key: string) => boolean): Selection {
  const gone = [...selection.selected].some((key) => !isThere(key));
  const focusGone = selection.focus !== null && !isThere(selection.focus);
  if (!gone && !focusGone) return selection;
  return {
    selected: new Set([...selection.selected].filter(isThere)),
    focus: focusGone ? null : selection.focus,
    anchor: selection.anchor !== null && isThere(selection.anchor) ? selection.anchor : null,
  };
}
