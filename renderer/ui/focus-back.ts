/** Gives the focus back to where it was before something stood in front: Radix gives it to a dialog's own button, and most
 *  dialogs here are opened by a key, a command or a menu that is gone by then. A focus that went elsewhere stays there. */
export function giveFocusBack(event: Event): void {
  event.preventDefault();
  if (document.activeElement !== document.body && document.activeElement !== null) return;
  if (document.querySelector('[role="dialog"][data-state="open"]') !== null) return; // a dialog led to another
  if (lastInPage?.isConnected !== true) return;
  // A tab is shown as soon as it has the focus, and what the dialog did may have brought another to the front.
  if (lastInPage.getAttribute('role') === 'tab' && lastInPage.getAttribute('aria-selected') !== 'true') return;
  lastInPage.focus({ preventScroll: true });
}

/** What had the focus last, apart from what stands in front of the page. */
let lastInPage: HTMLElement | null = null;

document.addEventListener('focusin', ({ target }) => {
  if (target instanceof HTMLElement && target.closest('[role="dialog"], [role="menu"]') === null) lastInPage = target;
});
