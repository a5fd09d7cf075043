import { type ChangeSpec, EditorState, type Text } from '@codemirror/state';

/** The editor counts a line break as one character; a message whose lines end with CR LF counts two. */
export function lineSeparatorOf(text: string): '\n' | '\r\n' {
  const breaks = text.match(/\r?\n/g);
  return breaks !== null && breaks.every((each) => each === '\r\n') ? '\r\n' : '\n';
}

/** The message's text as it is kept, with its own line ends. */
export function textOf(state: EditorState): string {
  return state.doc.sliceString(0, undefined, state.lineBreak);
}

/** The editor's position of an offset in `textOf(state)`, within the document. */
export function positionOf(state: EditorState, offset: number): number {
  const most = state.doc.length;
  if (state.lineBreak === '\n') return clamp(offset, most);
  // Line n begins one character earlier in the editor for each of the n - 1 breaks before it.
  let low = 1;
  let high = state.doc.lines;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (state.doc.line(middle).from + middle - 1 <= offset) low = middle;
    else high = middle - 1;
  }
  return clamp(offset - (low - 1), most);
}

/** The smallest single change that makes `next` of `doc`; null where they are the same. Keeps the cursor where it can. */
export function changeTo(doc: Text, next: Text): ChangeSpec | null {
  if (doc.eq(next)) return null;
  const from = commonStart(doc.toString(), next.toString());
  const left = doc.toString();
  const right = next.toString();
  let end = 0;
  const limit = Math.min(left.length, right.length) - from;
  while (end < limit && left.charCodeAt(left.length - 1 - end) === right.charCodeAt(right.length - 1 - end)) end++;
  return { from, to: left.length - end, insert: next.slice(from, right.length - end) };
}

function commonStart(left: string, right: string): number {
  const limit = Math.min(left.length, right.length);
  let index = 0;
  while (index < limit && left.charCodeAt(index) === right.charCodeAt(index)) index++;
  return index;
}

function clamp(offset: number, most: number): number {
  return Math.max(0, Math.min(offset, most));
}
