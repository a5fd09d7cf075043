import type { ContentDiff, DiffLine, FactDiff, MessageDiff, Span } from '../../shared/diff/content-diff.ts';
import { isColoured, oneLine, paint, written } from './output.ts';

/** Lines shown around a change. */
const CONTEXT = 3;

/** A comparison as unified text: a heading per message, `-` and `+` before the lines of either side. On a coloured
 *  terminal the words that differ are marked within their lines. */
export function diffText(diff: ContentDiff, left: string, right: string): string {
  const parts = diff.messages.filter((message) => message.kind !== 'same').map(messageText);
  if (diff.facts.length > 0) parts.push(factsText(diff.facts));
  return [paint('bold', `--- ${left}`), paint('bold', `+++ ${right}`), ...parts].join('\n');
}

function messageText(message: MessageDiff): string {
  return [paint('cyan', `@@ ${messageHeading(message)} @@`), ...hunks(message.lines)].join('\n');
}

function messageHeading({ kind, leftIndex, rightIndex, leftRole, rightRole }: MessageDiff): string {
  const place = `message ${(rightIndex ?? leftIndex ?? 0) + 1}`;
  if (kind === 'added') return `${place}, ${rightRole}, added`;
  if (kind === 'removed') return `${place}, ${leftRole}, removed`;
  const role = leftRole === rightRole ? rightRole : `${leftRole} → ${rightRole}`;
  return kind === 'moved' ? `${place}, ${role}, was message ${(leftIndex ?? 0) + 1}` : `${place}, ${role}`;
}

/** The changed lines with some around them; `⋯` stands for the rest. */
function hunks(lines: DiffLine[]): string[] {
  const shown: string[] = [];
  let run: DiffLine[] = [];
  let isCut = false;
  const settleRun = () => {
    shown.push(...run.flatMap((line) => side(line, 'left')), ...run.flatMap((line) => side(line, 'right')));
    run = [];
  };
  for (const [at, line] of lines.entries()) {
    if (line.kind !== 'same') {
      run.push(line);
      continue;
    }
    settleRun();
    const isNear = lines.slice(Math.max(0, at - CONTEXT), at + CONTEXT + 1).some((other) => other.kind !== 'same');
    if (isNear) shown.push(` ${written(textOf(line.right?.spans))}`);
    else if (!isCut) shown.push(paint('dim', '⋯'));
    isCut = !isNear;
  }
  settleRun();
  return shown;
}

function side(line: DiffLine, side: 'left' | 'right'): string[] {
  const part = line[side];
  if (!part) return [];
  const [sign, colour] = side === 'left' ? (['-', 'red'] as const) : (['+', 'green'] as const);
  const isMarked = line.kind === 'changed' && isColoured();
  const text = isMarked
    ? part.spans.map((span) => paint(span.kind === 'same' ? colour : [colour, 'inverse'], written(span.text))).join('')
    : paint(colour, written(textOf(part.spans)));
  return [paint(colour, sign) + text];
}

function textOf(spans: Span[] = []): string {
  return spans.map((span) => span.text).join('');
}

function factsText(facts: FactDiff[]): string {
  const lines = facts.flatMap((fact) => {
    const name = fact.area === fact.name ? fact.area : `${fact.area} ${oneLine(fact.name)}`;
    const line = (sign: string, value: string | null) => (value === null ? [] : [`${sign}${name}: ${written(value)}`]);
    return [
      ...line('-', fact.left).map((text) => paint('red', text)),
      ...line('+', fact.right).map((text) => paint('green', text)),
    ];
  });
  return [paint('cyan', '@@ settings @@'), ...lines].join('\n');
}
