import { EditorState, Text } from '@codemirror/state';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeTo, lineSeparatorOf, positionOf, textOf } from '../../../renderer/editor/text-offsets.ts';

function stateOf(text: string): EditorState {
  return EditorState.create({ doc: text, extensions: EditorState.lineSeparator.of(lineSeparatorOf(text)) });
}

const text = fc
  .array(fc.constantFrom('a', 'bc', '\n', '\r\n', '\r', '😀', ' '), { maxLength: 40 })
  .map((parts) => parts.join(''));

test('a message comes back from its editor character for character, whatever its line ends', () => {
  fc.assert(
    fc.property(text, (message) => {
      expect(textOf(stateOf(message))).toBe(message);
    }),
  );
});

test('an offset in the text and its position in the editor are about the same character', () => {
  fc.assert(
    fc.property(text, fc.nat(80), (message, at) => {
      const state = stateOf(message);
      const offset = Math.min(at, message.length);
      const before = state.doc.sliceString(0, positionOf(state, offset), state.lineBreak);
      // Between CR and LF there is no place in the editor: the one before both stands for it.
      const between = state.lineBreak === '\r\n' && message[offset - 1] === '\r' && message[offset] === '\n';
      expect(before.length).toBe(between ? before.length : offset);
      expect(message.startsWith(before)).toBe(true);
    }),
  );
});

test('the change from one text to another makes exactly the other, and none where they are the same', () => {
  fc.assert(
    fc.property(text, text, (from, to) => {
      const left = Text.of(from.split('\n'));
      const right = Text.of(to.split('\n'));
      const changes = changeTo(left, right);
      expect(changes === null).toBe(from === to);
      if (changes) expect(EditorState.create({ doc: left }).update({ changes }).state.doc.eq(right)).toBe(true);
    }),
  );
});
