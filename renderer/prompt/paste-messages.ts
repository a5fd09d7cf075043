import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import type { Message } from '../../shared/content.ts';
import { readTranscript, type Transcript } from '../../shared/transcript/read-transcript.ts';
import { showToast } from '../ui/toast.tsx';
import { focusMessage } from './message-actions.ts';
import { replaceMessage } from './message-edits.ts';
import type { OpenPrompt } from './open-prompt.ts';
import type { Step } from './structure-history.ts';

/** A conversation pasted into an empty message becomes messages at once; into a text, it is pasted as it is and messages are
 *  offered. */
export function pasteOfMessages(prompt: OpenPrompt, key: string): Extension {
  return EditorView.domEventHandlers({
    paste(event, view) {
      const pasted = event.clipboardData?.getData('text/plain') ?? '';
      if (prompt.messages.item(key).role === 'placeholder' || view.state.readOnly) return false;
      const transcript = readTranscript(pasted);
      if (transcript === null) return false;
      if (view.state.doc.length === 0) {
        makeMessages(prompt, key, transcript.messages, `Pasted as ${messagesText(transcript)}.`);
        return true;
      }
      if (transcript.messages.length > 1) offerMessages(prompt, key, transcript, pasted);
      return false;
    },
  });
}

function makeMessages(prompt: OpenPrompt, key: string, messages: readonly Message[], said: string): void {
  const { keys, step } = replaceMessage(prompt.messages, key, messages);
  showToast({ text: said, action: { label: 'Undo', run: () => takeBack(prompt, step) } });
  focusMessage(prompt, keys.at(-1)!);
}

function offerMessages(prompt: OpenPrompt, key: string, transcript: Transcript, pasted: string): void {
  const run = () => {
    const text = prompt.messages.indexOf(key) < 0 ? '' : prompt.documents.stateOf(key).doc.toString();
    const words = pasted.replaceAll(/\r\n?/g, '\n');
    const at = text.indexOf(words);
    if (at < 0) {
      showToast({ text: 'What was pasted has been changed since, and stays as it is.' });
      return;
    }
    const { role } = prompt.messages.item(key);
    const around = [text.slice(0, at).replace(/\n+$/, ''), text.slice(at + words.length).replace(/^\n+/, '')];
    const [before, after] = around.map((each): Message[] => (each.trim() === '' ? [] : [{ role, text: each }]));
    const messages = [...before!, ...transcript.messages, ...after!];
    makeMessages(prompt, key, messages, `Made ${messagesText(transcript)} of what was pasted.`);
  };
  const label = `Make ${transcript.messages.length.toLocaleString('en')} messages of it`;
  showToast({ text: 'This looks like a conversation.', action: { label, run } });
}

function takeBack(prompt: OpenPrompt, step: Step | null): void {
  if (step === null || !prompt.messages.history.takeBack(step))
    showToast({ text: 'The messages have been changed since. Undo in one of them takes the changes back one by one.' });
}

function messagesText({ messages, leftOut }: Transcript): string {
  const count = `${messages.length.toLocaleString('en')} ${messages.length === 1 ? 'message' : 'messages'}`;
  return leftOut.length === 0 ? count : `${count}, without ${leftOut.join(' and ')}`;
}
