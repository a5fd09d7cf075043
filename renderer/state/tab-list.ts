/** The open tabs in their order, the one in front, and the one that was only glanced at and is taken over by the next. */
export type Tabs = { open: readonly string[]; active: string | null; preview: string | null };

export const MAX_TABS = 200;

/** Brings a prompt to the front: in its own tab where it has one, else in the glanced-at tab when this is a glance too,
 *  else in a new tab after the one in front. */
export function openTab(tabs: Tabs, promptId: string, glance: boolean): Tabs {
  if (tabs.open.includes(promptId)) {
    const preview = tabs.preview === promptId && !glance ? null : tabs.preview;
    return { ...tabs, active: promptId, preview };
  }
  const preview = glance ? promptId : tabs.preview;
  if (glance && tabs.preview !== null && tabs.open.includes(tabs.preview)) {
    return { open: tabs.open.map((id) => (id === tabs.preview ? promptId : id)), active: promptId, preview };
  }
  const after = tabs.active === null ? tabs.open.length : tabs.open.indexOf(tabs.active) + 1;
  const open = [...tabs.open.slice(0, after), promptId, ...tabs.open.slice(after)];
  return { open: open.length > MAX_TABS ? withoutOne(open, promptId) : open, active: promptId, preview };
}

/** Takes a tab away; the one after it comes to the front, or the one before where it was the last. */
export function closeTab(tabs: Tabs, promptId: string): Tabs {
  const at = tabs.open.indexOf(promptId);
  if (at < 0) return tabs;
  const open = tabs.open.filter((id) => id !== promptId);
  const active = tabs.active === promptId ? (open[Math.min(at, open.length - 1)] ?? null) : tabs.active;
  return { open, active, preview: tabs.preview === promptId ? null : tabs.preview };
}

/** Puts a tab at `index` of the row as it is without that tab. */
export function moveTab(tabs: Tabs, promptId: string, index: number): Tabs {
  if (!tabs.open.includes(promptId)) return tabs;
  const others = tabs.open.filter((id) => id !== promptId);
  const at = Math.max(0, Math.min(index, others.length));
  return { ...tabs, open: [...others.slice(0, at), promptId, ...others.slice(at)] };
}

function withoutOne(open: string[], keep: string): string[] {
  const drop = open.findIndex((id) => id !== keep);
  return open.filter((_, index) => index !== drop);
}
