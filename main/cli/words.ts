import { newestWord, versionWord } from '../../shared/version-word.ts';
import { oneLine, paint } from './output.ts';

/** How the command line writes the things it shows again and again. */

/** `2026-03-01 14:05`, in the time of this machine. */
export function dateTime(milliseconds: number): string {
  const date = new Date(milliseconds);
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return paint('dim', `${day} ${two(date.getHours())}:${two(date.getMinutes())}`);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** `v7`, or `pending` where it is not in the team's log yet. */
export function versionMark(number: number | null): string {
  return paint(number === null ? 'yellow' : 'cyan', versionWord(number));
}

export function draftMark(): string {
  return paint('dim', 'draft');
}

/** The newest version of a prompt: `v7`, `pending`, and `draft` before the first. */
export function headMark(prompt: { head: number; pending: number }): string {
  return newestWord(prompt) === null ? draftMark() : versionMark(prompt.pending > 0 ? null : prompt.head);
}

/** `[production] [staging v2]`: the number stands where it is not `head`. */
export function labelChips(labels: { label: string; number: number | null }[], head: number | null): string {
  return labels
    .map(({ label, number }) => paint('green', number === head ? `[${label}]` : `[${label} ${versionWord(number)}]`))
    .join(' ');
}

/** Said after a label move that has not taken effect yet. */
export function queuedText({ queued }: { queued: boolean }): string {
  return queued ? paint('yellow', ', queued until it is synced') : '';
}

/** The first line of a commit message or a reason. */
export function firstLine(text: string): string {
  const line = oneLine(text.trim().split('\n')[0]!);
  return line.length > 100 ? `${line.slice(0, 99).toWellFormed()}…` : line;
}

/** `1 prompt`, `1,529 prompts`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}
