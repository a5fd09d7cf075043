import type { ContentDiff, FactDiff, MessageDiff, Span } from '../../shared/diff/content-diff.ts';
import { messageHeading } from '../../shared/diff/message-heading.ts';

/** One line of a printed comparison; `gap` stands for lines that are the same and are left out. */
export type BlockLine = { sign: '-' | '+' | ' ' | 'gap'; spans: Span[] };
export type DiffBlock = { heading: string; lines: BlockLine[] };

/** Lines shown around a change. */
const CONTEXT = 3;

/** A comparison as blocks of lines, for a page that is printed: what is the same is left out but for a few lines. */
export function diffBlocks(diff: ContentDiff): DiffBlock[] {
  const messages = diff.messages
    .filter((message) => message.kind !== 'same')
    .map((message) => ({ heading: sentence(messageHeading(message)), lines: nearLines(message) }));
  return diff.facts.length === 0
    ? messages
    : [...messages, { heading: 'Settings', lines: diff.facts.flatMap(factLines) }];
}

function sentence(words: string): string {
  return words[0]!.toUpperCase() + words.slice(1);
}

function nearLines({ lines }: MessageDiff): BlockLine[] {
  const near = nearChanges(lines.map((line) => line.kind !== 'same'));
  const shown: BlockLine[] = [];
  let added: BlockLine[] = [];
  // What was removed in a run of changes stands before what took its place.
  const settle = () => {
    shown.push(...added);
    added = [];
  };
  for (const [at, { kind, left, right }] of lines.entries()) {
    if (kind !== 'same') {
      if (left) shown.push({ sign: '-', spans: left.spans });
      if (right) added.push({ sign: '+', spans: right.spans });
      continue;
    }
    settle();
    if (near[at]) shown.push({ sign: ' ', spans: right?.spans ?? [] });
    else if (shown.at(-1)?.sign !== 'gap') shown.push({ sign: 'gap', spans: [] });
  }
  settle();
  return shown;
}

/** Which lines lie within `CONTEXT` of a changed one. */
function nearChanges(changed: boolean[]): boolean[] {
  const near = changed.map(() => false);
  for (const [at, isChanged] of changed.entries())
    if (isChanged) near.fill(true, Math.max(0, at - CONTEXT), at + CONTEXT + 1);
  return near;
}

function factLines({ area, name, path, left, right }: FactDiff): BlockLine[] {
  const title = [...(area === name ? [area] : [area, name]), ...(path.length > 0 ? [path.join('.')] : [])].join(' ');
  const line = (sign: '-' | '+', value: string | null): BlockLine[] =>
    value === null ? [] : [{ sign, spans: [{ kind: 'same', text: `${title}: ${value}` }] }];
  return [...line('-', left), ...line('+', right)];
}
