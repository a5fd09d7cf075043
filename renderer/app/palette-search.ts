import type { PromptRow } from '../../shared/contract.ts';
import type { Command } from '../state/commands.ts';

const MOST_PROMPTS = 8;
const MOST_COMMANDS = 40;

/** The commands that hold every word of `text` in their title, group or keywords, those used lately first. What cannot be
 *  run now comes last, and only where it was asked for. */
export function findCommands(commands: readonly Command[], text: string, recent: readonly string[]): Command[] {
  const words = wordsOf(text);
  return unique(commands)
    .filter((command) => command.hidden !== true && (words.length > 0 || command.enabled !== false))
    .map((command) => ({ command, score: scoreCommand(command, words, recent) }))
    .filter(({ score }) => score !== null)
    .toSorted((a, b) => (b.score ?? 0) - (a.score ?? 0))
    .slice(0, MOST_COMMANDS)
    .map(({ command }) => command);
}

/** The prompts whose names hold every word of `text`: those whose last part begins so first, then those used lately. Without
 *  a text, those used lately alone. */
export function findPrompts(
  byId: ReadonlyMap<string, PromptRow>,
  text: string,
  recent: readonly string[],
  most = MOST_PROMPTS,
): PromptRow[] {
  const words = wordsOf(text);
  const rank = new Map([...recent].toReversed().map((id, index) => [id, index + 1]));
  const candidates = words.length === 0 ? [...rank.keys()].map((id) => byId.get(id)) : [...byId.values()];
  const found: { row: PromptRow; score: number }[] = [];
  for (const row of candidates) {
    if (row === undefined) continue;
    const score = scoreName(row.name.toLowerCase(), words);
    if (score === null) continue;
    found.push({ row, score: score + (row.archived ? -50 : 0) + (rank.get(row.id) ?? 0) / (recent.length + 1) });
  }
  return found
    .toSorted((a, b) => b.score - a.score || a.row.name.length - b.row.name.length)
    .slice(0, most)
    .map(({ row }) => row);
}

function scoreName(name: string, words: readonly string[]): number | null {
  const base = name.slice(name.lastIndexOf('/') + 1);
  let score = 0;
  for (const word of words) {
    if (base === word) score += 8;
    else if (base.startsWith(word)) score += 6;
    else if (startsAWord(base, word)) score += 4;
    else if (startsAWord(name, word)) score += 3;
    else if (name.includes(word)) score += 1;
    else return null;
  }
  return score;
}

function scoreCommand(command: Command, words: readonly string[], recent: readonly string[]): number | null {
  const title = command.title.toLowerCase();
  const others = [command.group ?? '', ...(command.keywords ?? [])].join(' ').toLowerCase();
  let score = command.enabled === false ? -100 : 0;
  for (const word of words) {
    if (title.startsWith(word)) score += 6;
    else if (startsAWord(title, word)) score += 4;
    else if (title.includes(word)) score += 2;
    else if (startsAWord(others, word)) score += 1;
    else return null;
  }
  const used = recent.indexOf(command.id);
  return used < 0 ? score : score + 1 - used / recent.length;
}

function startsAWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1))) return true;
  }
  return false;
}

// Two areas may offer the same command; the nearer one comes first.
function unique(commands: readonly Command[]): Command[] {
  const seen = new Set<string>();
  return commands.filter((command) => !seen.has(command.id) && seen.add(command.id));
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean);
}
