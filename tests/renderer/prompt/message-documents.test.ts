import type { EditorState, Transaction } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { expect, test } from 'vitest';
import { USUAL_LOOK, type EditorSettings } from '../../../renderer/editor/message-editor-state.ts';
import { MessageDocuments } from '../../../renderer/prompt/message-documents.ts';

const settings: EditorSettings = {
  ...USUAL_LOOK,
  format: 'liquid',
  label: 'Text of system message 1',
  hint: '',
  names: () => [],
  desk: null,
};

test('a change is made to what the screen shows, also where the editor went on without saying so', () => {
  const documents = new MessageDocuments(() => undefined);
  documents.create('m1', 'You answer.', settings);
  const view = shownWith(documents.stateOf('m1'));
  documents.attach('m1', view as unknown as EditorView);
  view.dispatch(view.state.update({ selection: { anchor: 3 } }));
  documents.replace('m1', 'You answer kindly.');
  expect(documents.text('m1')).toBe('You answer kindly.');
  expect(documents.stepText('m1', 'undo')).toBe(true);
  expect(documents.text('m1')).toBe('You answer.');
});

/** As much of an editor's view as a text needs: like the real one it takes only a change to the state it shows. */
function shownWith(state: EditorState) {
  return {
    state,
    dispatch(transaction: Transaction) {
      if (transaction.startState !== this.state) throw new RangeError('a change to another state than is shown');
      this.state = transaction.state;
    },
  };
}
