/** Electron gives its window two functions; without them the page stands in a browser, which keeps some keys to itself. */
const inBrowser = (window as { galley?: unknown }).galley === undefined;

/** A shortcut for a command whose usual keys a browser does not hand to a page (new window, close tab, next tab). Both work
 *  where they arrive; the first is the one that is shown. */
export function keys(usual: string, besideBrowser: string): { shortcut: string; alternate: string } {
  return inBrowser ? { shortcut: besideBrowser, alternate: usual } : { shortcut: usual, alternate: besideBrowser };
}
