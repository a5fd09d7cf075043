import { printShortcut } from '../state/shortcut.ts';
import styles from './kbd.module.css';

/** A shortcut such as `Mod+Shift+P`, in this platform's words: `Ctrl Shift P`, or `⌘⇧P` on a Mac. */
export function Shortcut({ keys }: { keys: string }) {
  return <kbd className={styles.kbd}>{printShortcut(keys)}</kbd>;
}
