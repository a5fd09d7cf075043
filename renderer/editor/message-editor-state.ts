import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, type Extension, Prec, type StateEffect } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  placeholder,
  tooltips,
} from '@codemirror/view';
import type { TemplateFormat } from '../../shared/content.ts';
import { type EditorDesk, editorDesk } from './editor-desk.ts';
import { editorTheme } from './editor-theme.ts';
import { fixMenu } from './fix-menu.ts';
import { hoverCards } from './hover-cards.ts';
import { problemMarks } from './problem-marks.ts';
import { openReference, referenceMarks } from './reference-marks.ts';
import { templateCompletion } from './template-completion.ts';
import { templateHighlight } from './template-highlight.ts';
import { lineSeparatorOf } from './text-offsets.ts';

/** How every editor of this device looks. */
export type EditorLook = { wrap: boolean; lineNumbers: boolean; spellcheck: boolean };
export const USUAL_LOOK: EditorLook = { wrap: true, lineNumbers: false, spellcheck: true };

/** What a message's editor follows besides its text. */
export type EditorSettings = EditorLook & {
  format: TemplateFormat;
  label: string;
  /** Shown while nothing is written. */ hint: string;
  names: () => readonly string[];
  desk: EditorDesk | null;
};

const language = new Compartment();
const looks = new Compartment();
const labelling = new Compartment();

/** The changes of one text that can be taken back, at least: a day's writing. */
const UNDO_DEPTH = 5_000;

/** The state of one message's editor: its text, undo history and cursor. It outlives the view that shows it. `behaviour` comes
 *  before what an editor does by itself. */
export function createEditorState(text: string, settings: EditorSettings, behaviour: Extension = []): EditorState {
  return EditorState.create({
    doc: text,
    extensions: [
      behaviour,
      EditorState.lineSeparator.of(lineSeparatorOf(text)),
      EditorView.clipboardInputFilter.of((pasted) => pasted.replaceAll(/\r\n?/g, '\n')),
      history({ minDepth: UNDO_DEPTH }),
      drawSelection(),
      highlightSpecialChars(),
      highlightSelectionMatches(),
      closeBrackets(),
      EditorState.languageData.of(() => [{ closeBrackets: { brackets: ['{'] } }]),
      keymap.of([
        ...closeBracketsKeymap,
        ...defaultKeymap.filter(({ key = '' }) => !COMMANDS_KEYS.has(key)),
        ...historyKeymap,
        ...searchKeymap,
      ]),
      problemMarks,
      referenceMarks,
      hoverCards,
      fixMenu,
      keymap.of([{ key: 'F12', run: openReference }]),
      settings.desk ? editorDesk.of(settings.desk) : [],
      // A card of its own cannot be cut off by what scrolls around the message.
      typeof document === 'undefined' ? [] : tooltips({ parent: document.body, tooltipSpace: roomAround }),
      editorTheme,
      Prec.low(language.of(languageOf(settings))),
      looks.of(lookOf(settings)),
      labelling.of(labelOf(settings)),
    ],
  });
}

/** Keys that editors usually take and that are commands of Galley's: committing, moving a message, what is at the cursor, the
 *  sheet of shortcuts. The rest is the platform's own. */
const COMMANDS_KEYS = new Set(['Mod-Enter', 'Mod-Alt-ArrowUp', 'Mod-Alt-ArrowDown', 'Mod-i', 'Mod-/']);

/** What brings an editor from the settings `before` to others; without `before`, from any. */
export function followSettings(settings: EditorSettings, before?: EditorSettings): StateEffect<unknown>[] {
  const differs = (...names: (keyof EditorSettings)[]) =>
    before === undefined || names.some((name) => settings[name] !== before[name]);
  return [
    ...(differs('format', 'names') ? [language.reconfigure(languageOf(settings))] : []),
    ...(differs('wrap', 'lineNumbers') ? [looks.reconfigure(lookOf(settings))] : []),
    ...(differs('label', 'hint', 'spellcheck') ? [labelling.reconfigure(labelOf(settings))] : []),
  ];
}

/** Where cards may stand: over the messages, and not over what is around them. */
function roomAround(view: EditorView): DOMRect {
  return (view.dom.closest('section') ?? document.body).getBoundingClientRect();
}

function languageOf({ format, names }: EditorSettings): Extension {
  return [templateHighlight(format), templateCompletion(format, names)];
}

function lookOf({ wrap, lineNumbers: numbered }: EditorSettings): Extension {
  return [wrap ? EditorView.lineWrapping : [], numbered ? lineNumbers() : []];
}

function labelOf({ label, hint, spellcheck }: EditorSettings): Extension {
  const attributes = EditorView.contentAttributes.of({
    'aria-label': label,
    spellcheck: String(spellcheck),
    autocorrect: 'off',
    autocapitalize: 'off',
  });
  return [attributes, placeholder(hint)];
}
