/** The open tabs in their order, the one in front, the one shown beside it, and the one that was only glanced at and is
 *  taken over by the next. A prompt is never both in front and beside. */
export type Tabs = {
  open: readonly string[];
  active: string | null;
  beside: string | null;
  preview: string | null;
};

export const MAX_TABS = 200;

/** Brings a prompt to the front: in its own tab where it has one, else in the glanced-at tab when this is a glance too,
 *  else in a new tab after the one in front. */
export function openTab(tabs: Tabs, promptId: string, glance: boolean): Tabs {
  if (promptId === tabs.beside) return { ...tabs, preview: glance ? tabs.preview : without(tabs.preview, promptId) };
  if (tabs.open.includes(promptId)) {
    const preview = tabs.preview === promptId && !glance ? null : tabs.preview;
    return { ...tabs, active: promptId, preview };
  }
  const preview = glance ? promptId : tabs.preview;
  if (glance && tabs.preview !== null && tabs.preview !== tabs.beside && tabs.open.includes(tabs.preview)) {
    return { ...tabs, open: tabs.open.map((id) => (id === tabs.preview ? promptId : id)), active: promptId, preview };
  }
  const after = tabs.active === null ? tabs.open.length : tabs.open.indexOf(tabs.active) + 1;
  const open = [...tabs.open.slice(0, after), promptId, ...tabs.open.slice(after)];
  const kept = open.length > MAX_TABS ? withoutOne(open, [promptId, tabs.beside]) : open;
  return { ...tabs, open: kept, active: promptId, preview };
}

/** Shows a prompt beside the one in front. Where it is the one in front itself, its neighbour takes that place; alone, it
 *  cannot stand beside anything, and nothing changes. */
export function openBeside(tabs: Tabs, promptId: string): Tabs {
  if (tabs.active === null) return openTab(tabs, promptId, false);
  if (tabs.active !== promptId) {
    const { open } = openTab({ ...tabs, beside: null }, promptId, false);
    return { ...tabs, open, beside: promptId, preview: without(tabs.preview, promptId) };
  }
  const rest = tabs.open.filter((id) => id !== promptId);
  const at = tabs.open.indexOf(promptId);
  const front = tabs.beside ?? rest[Math.min(at, rest.length - 1)];
  return front === undefined ? tabs : { ...tabs, active: front, beside: promptId };
}

/** Takes a tab away; the one after it comes to the front, or the one before where it was the last. */
export function closeTab(tabs: Tabs, promptId: string): Tabs {
  const at = tabs.open.indexOf(promptId);
  if (at < 0) return tabs;
  const open = tabs.open.filter((id) => id !== promptId);
  const preview = without(tabs.preview, promptId);
  if (tabs.beside === promptId) return { ...tabs, open, preview, beside: null };
  if (tabs.active !== promptId) return { ...tabs, open, preview };
  const others = open.filter((id) => id !== tabs.beside);
  const next = open.slice(at).find((id) => id !== tabs.beside) ?? others.at(-1);
  // What stands beside comes to the front when nothing else is left to.
  return next === undefined
    ? { open, preview, active: tabs.beside, beside: null }
    : { ...tabs, open, preview, active: next };
}

/** Puts a tab at `index` of the row as it is without that tab. */
export function moveTab(tabs: Tabs, promptId: string, index: number): Tabs {
  if (!tabs.open.includes(promptId)) return tabs;
  const others = tabs.open.filter((id) => id !== promptId);
  const at = Math.max(0, Math.min(index, others.length));
  return { ...tabs, open: [...others.slice(0, at), promptId, ...others.slice(at)] };
}

function without(preview: string | null, promptId: string): string | null {
  return preview === promptId ? null : preview;
}

function withoutOne(open: string[], keep: readonly (string | null)[]): string[] {
  const drop = open.findIndex((id) => !keep.includes(id));
  return open.filter((_, index) => index !== drop);
}
