import type { Extension, Range } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import type { TemplateFormat } from '../../shared/content.ts';
import { templateRegions } from './template-regions.ts';
import { templateTokens } from './template-tokens.ts';

/** Characters read before what is in sight, so that a tag which began there is known. */
const LOOK_BEHIND = 3_000;

// Names and keywords are no words of the writer's language.
const attributes = { spellcheck: 'false' };
const marks = {
  variable: Decoration.mark({ class: 'cm-templateVariable', attributes }),
  tag: Decoration.mark({ class: 'cm-templateTag', attributes }),
  comment: Decoration.mark({ class: 'cm-templateComment' }),
};

const tokenMarks = {
  text: Decoration.mark({ class: 'cm-templateText' }),
  number: Decoration.mark({ class: 'cm-templateText' }),
  word: Decoration.mark({ class: 'cm-templateWord' }),
  filter: Decoration.mark({ class: 'cm-templateFilter' }),
};

/** Colours the variables and tags of `format` in what is in sight: a keystroke costs the same in any length of text. It is
 *  done by a lexer of Galley's own in every format: CodeMirror's languages for Liquid and Jinja2 take what is around the
 *  tags for HTML, bring the grammars of HTML, CSS and JavaScript along, and read a message from its beginning. */
export function templateHighlight(format: TemplateFormat): Extension {
  if (format === 'text') return [];
  return ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;
      constructor(view: EditorView) {
        this.decorations = decorate(view, format);
      }
      update(update: ViewUpdate) {
        if (update.docChanged || update.viewportChanged) this.decorations = decorate(update.view, format);
      }
    },
    { decorations: (plugin) => plugin.decorations },
  );
}

function decorate(view: EditorView, format: TemplateFormat): DecorationSet {
  const ranges: Range<Decoration>[] = [];
  let done = 0;
  for (const { from, to } of view.visibleRanges) {
    const start = Math.max(done, from - LOOK_BEHIND);
    const text = view.state.doc.sliceString(start, to + LOOK_BEHIND);
    for (const region of templateRegions(format, text)) {
      if (start + region.to < from || start + region.from > to) continue;
      ranges.push(marks[region.kind].range(start + region.from, start + region.to));
      for (const token of templateTokens(format, text, region))
        ranges.push(tokenMarks[token.kind].range(start + token.from, start + token.to));
      done = start + region.to;
    }
  }
  return Decoration.set(ranges, true);
}
