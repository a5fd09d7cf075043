import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, type Extension, Prec, type StateEffect } from '@codemirror/state';
import { drawSelection, EditorView, highlightSpecialChars, keymap, placeholder, tooltips } from '@codemirror/view';
import type { TemplateFormat } from '../../shared/content.ts';
import { type EditorDesk, editorDesk } from './editor-desk.ts';
import { editorTheme } from './editor-theme.ts';
import { findPanel } from './find-panel.ts';
import { fixMenu } from './fix-menu.ts';
import { hoverCards } from './hover-cards.ts';
import { problemMarks } from './problem-marks.ts';
import { openReference, referenceMarks } from './reference-marks.ts';
import { templateCompletion } from './template-completion.ts';
import { templateHighlight } from './template-highlight.ts';
import { lineSeparatorOf } from './text-offsets.ts';

/** What a message's editor follows besides its text. */
export type EditorSettings = {
  format: TemplateFormat;
  wrap: boolean;
  label: string;
  /** Shown while nothing is written. */ hint: string;
  names: () => readonly string[];
  desk: EditorDesk | null;
};

const language = new Compartment();
const wrapping = new Compartment();
const labelling = new Compartment();

/** The state of one message's editor: its text, undo history and cursor. It outlives the view that shows it. */
export function createEditorState(text: string, settings: EditorSettings): EditorState {
  return EditorState.create({
    doc: text,
    extensions: [
      EditorState.lineSeparator.of(lineSeparatorOf(text)),
      EditorView.clipboardInputFilter.of((pasted) => pasted.replaceAll(/\r\n?/g, '\n')),
      history(),
      drawSelection(),
      highlightSpecialChars(),
      highlightSelectionMatches(),
      closeBrackets(),
      EditorState.languageData.of(() => [{ closeBrackets: { brackets: ['{'] } }]),
      search({ top: true, createPanel: findPanel }),
      // Mod-Enter commits, Alt-arrows on the page belong to the app; the rest is the platform's own.
      keymap.of([
        ...closeBracketsKeymap,
        ...defaultKeymap.filter((binding) => binding.key !== 'Mod-Enter'),
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
      typeof document === 'undefined' ? [] : tooltips({ parent: document.body }),
      editorTheme,
      Prec.low(language.of(languageOf(settings))),
      wrapping.of(wrapOf(settings)),
      labelling.of(labelOf(settings)),
    ],
  });
}

/** Brings an editor that stands to changed settings. */
export function followSettings(settings: EditorSettings): StateEffect<unknown>[] {
  return [
    language.reconfigure(languageOf(settings)),
    wrapping.reconfigure(wrapOf(settings)),
    labelling.reconfigure(labelOf(settings)),
  ];
}

function languageOf({ format, names }: EditorSettings): Extension {
  return [templateHighlight(format), templateCompletion(format, names)];
}

function wrapOf({ wrap }: EditorSettings): Extension {
  return wrap ? EditorView.lineWrapping : [];
}

function labelOf({ label, hint }: EditorSettings): Extension {
  const attributes = EditorView.contentAttributes.of({
    'aria-label': label,
    spellcheck: 'true',
    autocorrect: 'off',
    autocapitalize: 'off',
  });
  return [attributes, placeholder(hint)];
}
