/** Electron gives its window two functions; without them the page stands in a browser, which keeps some keys to itself. */
const inBrowser = (window as { galley?: unknown }).galley === undefined;

/** A shortcut for a command whose usual keys a browser does not hand to a page (new window, close tab, closed tab again, next
 *  tab). A page in a window of its own may still get them there. Galley's own window always does: it leaves the others to its
 *  menu bar, which Alt and a letter open. */
export function keys(usual: string, besideBrowser: string): { shortcut: string; alternate?: string } {
  return inBrowser ? { shortcut: besideBrowser, alternate: usual } : { shortcut: usual };
}
