import { nameKey } from '../../shared/names.ts';
import type { Report } from './reading.ts';

const MAX_BYTES = 240; // most file systems allow 255 in one name

/** Gives each prompt a path of its own, its folders kept, that every common file system can hold. Where that is not the
 *  prompt's name, the report says so: read again, the prompt is called by its file, unless the file `holdsName`. */
export function filePaths(): (name: string, ending: string, report: Report, holdsName?: boolean) => string {
  const taken = new Set<string>();
  return (name, ending, report, holdsName = false) => {
    const safe = safePath(name, ending);
    let path = safe + ending;
    for (let n = 2; taken.has(nameKey(path)); n++) path = `${safe} ${n}${ending}`;
    taken.add(nameKey(path));
    if (path === name + ending) return path;
    const said = `Not every disk can hold this name, so the file is called “${path}”`;
    if (holdsName && path === safe + ending) report.note(`${said}; the name stands in it.`);
    else report.loss(`${said}.`);
    return path;
  };
}

/** The path, without its ending, that a prompt's name gets on disk. */
export function safePath(name: string, ending: string): string {
  return name
    .split('/')
    .map((segment, at, all) => safeSegment(segment, at === all.length - 1 ? ending.length : 0))
    .join('/');
}

/** Without what Windows cannot hold in a file name, a dot at the beginning, which hides a file, or too many bytes. */
function safeSegment(segment: string, reserved: number): string {
  let safe = segment
    .replaceAll(/[<>:"|?*]/g, '-')
    .replace(/^\.+/, (dots) => '-'.repeat(dots.length))
    .replace(/[. ]+$/, (end) => '-'.repeat(end.length))
    .replace(/^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i, '$1-');
  while (Buffer.byteLength(safe) + reserved > MAX_BYTES)
    safe = safe
      .slice(0, -1)
      .toWellFormed()
      .replace(/\ufffd$/, '')
      .trimEnd();
  return safe;
}
