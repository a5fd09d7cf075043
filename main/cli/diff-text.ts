import type { ContentDiff, DiffLine, FactDiff, Span } from '../../shared/diff/content-diff.ts';
import { messageHeading } from '../../shared/diff/message-heading.ts';
import { isColoured, oneLine, paint, written } from './output.ts';

/** Lines shown around a change. */
const CONTEXT = 3;

type Options = {
  /** Marks the words that differ in one line instead of the lines of either side: `[-old-]{+new+}`, or by colour. */
  word: boolean;
};

/** A comparison as unified text: a heading per message, `-` and `+` before the lines of either side. On a coloured
 *  terminal the words that differ are marked within their lines. */
export function diffText(diff: ContentDiff, left: string, right: string, options: Options = { word: false }): string {
  const parts = diff.messages
    .filter((message) => message.kind !== 'same')
    .map((message) => partText(messageHeading(message), message.lines, options));
  const short = diff.facts.filter((fact) => fact.lines === null);
  if (short.length > 0) parts.push(factsText(short));
  for (const fact of diff.facts) if (fact.lines) parts.push(partText(factHeading(fact), fact.lines, options));
  return [paint('bold', `--- ${left}`), paint('bold', `+++ ${right}`), ...parts].join('\n');
}

function partText(heading: string, lines: DiffLine[], options: Options): string {
  return [paint('cyan', `@@ ${heading} @@`), ...hunks(lines, options)].join('\n');
}

/** The changed lines with some around them; `⋯` stands for the rest. */
function hunks(lines: DiffLine[], { word }: Options): string[] {
  const shown: string[] = [];
  let run: DiffLine[] = [];
  let isCut = false;
  const settleRun = () => {
    shown.push(...run.flatMap((line) => side(line, 'left')), ...run.flatMap((line) => side(line, 'right')));
    run = [];
  };
  for (const [at, line] of lines.entries()) {
    const inOne = word && line.kind === 'changed' ? wordLines(line) : null;
    if (inOne) {
      settleRun();
      shown.push(...inOne);
      continue;
    }
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
  if (isMarked) {
    const styled = part.spans.map((span) =>
      paint(span.kind === 'same' ? colour : [colour, 'inverse'], written(span.text)),
    );
    return [paint(colour, sign) + styled.join('')];
  }
  // A row may hold many lines.
  return written(textOf(part.spans))
    .split('\n')
    .map((text) => paint(colour, sign) + paint(colour, text));
}

/** Both sides of a changed line in one: what stayed once, what went and what came where it did. Null where the sides do not
 *  share what stayed to the letter, as where white space is ignored. */
function wordLines({ left, right }: DiffLine): string[] | null {
  const before = (left?.spans ?? []).filter((span) => span.text !== '');
  const after = (right?.spans ?? []).filter((span) => span.text !== '');
  if (stayed(before) !== stayed(after)) return null;
  const merged: Span[] = [];
  while (before[0] || after[0]) {
    if (before[0] && before[0].kind !== 'same') merged.push(before.shift()!);
    else if (after[0] && after[0].kind !== 'same') merged.push(after.shift()!);
    else {
      // A word that came in the middle parts on one side what is whole on the other.
      const length = Math.min(before[0]!.text.length, after[0]!.text.length);
      merged.push({ kind: 'same', text: after[0]!.text.slice(0, length) });
      for (const spans of [before, after]) {
        const rest = spans[0]!.text.slice(length);
        if (rest === '') spans.shift();
        else spans[0] = { kind: 'same', text: rest };
      }
    }
  }
  return ` ${merged.map(wordMark).join('')}`.split('\n');
}

function stayed(spans: readonly Span[]): string {
  return textOf(spans.filter((span) => span.kind === 'same'));
}

function wordMark({ kind, text }: Span): string {
  if (kind === 'same') return written(text);
  const colour = kind === 'removed' ? 'red' : 'green';
  if (isColoured()) return paint([colour, 'inverse'], written(text));
  return kind === 'removed' ? `[-${written(text)}-]` : `{+${written(text)}+}`;
}

function textOf(spans: Span[] = []): string {
  return spans.map((span) => span.text).join('');
}

function factsText(facts: FactDiff[]): string {
  const lines = facts.flatMap((fact) => {
    const line = (sign: string, value: string | null) =>
      value === null ? [] : [`${sign}${factHeading(fact)}: ${written(value)}`];
    return [
      ...line('-', fact.left).map((text) => paint('red', text)),
      ...line('+', fact.right).map((text) => paint('green', text)),
    ];
  });
  return [paint('cyan', '@@ settings @@'), ...lines].join('\n');
}

function factHeading({ area, name, path }: FactDiff): string {
  const of = area === name ? area : `${area} ${oneLine(name)}`;
  return path.length === 0 ? of : `${of} ${oneLine(path.join('.'))}`;
}
