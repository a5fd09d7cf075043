import { create } from 'zustand';

/** Only the text: everything around it is put away until the mode is left. It belongs to the window and is not kept. */
export const useFocusMode = create<{ on: boolean }>(() => ({ on: false }));

export function setFocusMode(on: boolean): void {
  useFocusMode.setState({ on });
  // What is put away says so by `data-chrome`, see base.css.
  document.documentElement.toggleAttribute('data-focus-mode', on);
}
