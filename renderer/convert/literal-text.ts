import { EditorView } from '@codemirror/view';
import type { Extension } from '@codemirror/state';
import { asLiteral, type Beside, needsLiteral } from '../../shared/template/literal.ts';
import type { OpenPrompt } from '../prompt/open-prompt.ts';
import { showToast } from '../ui/toast.tsx';

/** Writes what is selected so that it is sent as it stands. */
export function escapeSelection(prompt: OpenPrompt): void {
  const key = prompt.messages.focused;
  if (key === null) return;
  const { doc, selection } = prompt.documents.stateOf(key);
  const { from, to, empty } = selection.main;
  if (empty) showToast({ text: 'Select the text that is meant as it stands, then escape it.' });
  else if (!putLiteral(prompt, key, from, to, doc.sliceString(from, to)))
    showToast({ text: 'Nothing in the selection is read as a variable or a tag.' });
}

/** Puts in what was copied, written so that it is sent as it stands. */
export async function insertLiteral(prompt: OpenPrompt): Promise<void> {
  const key = prompt.messages.focused;
  if (key === null) return;
  let copied: string;
  try {
    copied = await navigator.clipboard.readText();
  } catch {
    showToast({
      text: 'The clipboard cannot be read here: paste, select what was pasted, and escape it.',
      tone: 'error',
    });
    return;
  }
  const { from, to } = prompt.documents.stateOf(key).selection.main;
  const text = copied.replaceAll(/\r\n?/g, '\n');
  if (!putLiteral(prompt, key, from, to, text)) prompt.documents.write(key, from, to, text);
}

/** JSON that is pasted and would be read as tags is offered as literal text. */
export function pasteOfJson(prompt: OpenPrompt, key: string): Extension {
  return EditorView.domEventHandlers({
    paste(event, view) {
      const pasted = (event.clipboardData?.getData('text/plain') ?? '').replaceAll(/\r\n?/g, '\n');
      const { format } = prompt.contentNow();
      if (view.state.readOnly || !looksLikeJson(pasted) || !needsLiteral(format, pasted)) return false;
      showToast({
        text: 'Its braces would be read as variables.',
        action: { label: 'Keep as literal text', run: () => keepLiteral(prompt, key, pasted) },
      });
      return false;
    },
  });
}

const IS_JSON = /^\s*(?:\{\s*(?:"|\}|\{)|\[\s*(?:[[{"]|-?\d))/;

function looksLikeJson(text: string): boolean {
  return IS_JSON.test(text) && /[}\]]\s*$/.test(text);
}

function keepLiteral(prompt: OpenPrompt, key: string, pasted: string): void {
  const text = prompt.messages.indexOf(key) < 0 ? '' : prompt.documents.stateOf(key).doc.toString();
  const at = text.indexOf(pasted);
  if (at < 0) showToast({ text: 'What was pasted has been changed since, and stays as it is.' });
  else putLiteral(prompt, key, at, at + pasted.length, pasted);
}

/** False where the text means itself already. */
function putLiteral(prompt: OpenPrompt, key: string, from: number, to: number, text: string): boolean {
  const { doc } = prompt.documents.stateOf(key);
  const beside: Beside = {
    beforeTag: doc.sliceString(to, to + 1) === '{',
    afterTag: doc.sliceString(from - 1, from) === '}',
  };
  const literal = asLiteral(prompt.contentNow().format, text, beside);
  if (literal === text) return false;
  prompt.documents.write(key, from, to, literal);
  return true;
}
