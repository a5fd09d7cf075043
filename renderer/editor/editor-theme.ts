import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

/** The look of written text: every colour is a token, so both themes follow without a new editor. */
export const editorTheme: Extension = [
  EditorView.cspNonce.of(pageNonce()),
  EditorView.theme({
    '&': { color: 'var(--ink)', backgroundColor: 'transparent', fontSize: 'var(--editor-size, 12.5px)' },
    '&.cm-focused': { outline: 'none' },
    '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.6', letterSpacing: '0' },
    '.cm-content': { padding: '10px 0', caretColor: 'var(--ink)' },
    '.cm-line': { padding: '0 14px' },
    '.cm-cursor': { borderLeftColor: 'var(--ink)', borderLeftWidth: '1.5px' },
    '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
      backgroundColor: 'color-mix(in srgb, var(--blue) 24%, transparent)',
    },
    '.cm-selectionMatch': { backgroundColor: 'color-mix(in srgb, var(--blue) 14%, transparent)' },
    '.cm-placeholder': { color: 'var(--ink-3)' },
    '.cm-specialChar': { color: 'var(--red)' },
    '.cm-templateVariable': {
      color: 'var(--blue-ink)',
      backgroundColor: 'var(--blue-wash)',
      borderRadius: '3px',
      padding: '1px 2px',
      margin: '0 -2px',
    },
    '.cm-templateTag': { color: 'var(--violet)' },
    '.cm-templateWord': { fontWeight: '600' },
    '.cm-templateText': { color: 'var(--ink-2)' },
    '.cm-templateFilter': { color: 'var(--violet)' },
    '.cm-templateComment': { color: 'var(--ink-3)', fontStyle: 'italic' },
    '&.cm-linking .cm-reference': { textDecoration: 'underline', textUnderlineOffset: '3px', cursor: 'pointer' },
    '.cm-problem': {
      textDecoration: 'underline wavy var(--red) 1px',
      textUnderlineOffset: '3px',
      textDecorationSkipInk: 'none',
    },
    '.cm-problem[data-severity="warning"]': { textDecorationColor: 'var(--amber)' },
    '.cm-searchMatch': {
      backgroundColor: 'var(--amber-wash)',
      outline: '1px solid color-mix(in srgb, var(--amber) 45%, transparent)',
    },
    // The mark of the match may stand around the one of the place that is gone to, or within it.
    '.cm-searchMatch-selected, .cm-searchMatch-selected .cm-searchMatch': {
      backgroundColor: 'color-mix(in srgb, var(--amber) 24%, transparent)',
      outline: '1px solid var(--amber)',
    },
    '.cm-panels': { color: 'var(--ink)', backgroundColor: 'var(--well)', fontFamily: 'var(--sans)' },
    '.cm-panels-top': { borderBottom: '1px solid var(--rule)' },
    '.cm-tooltip': {
      border: '1px solid var(--rule-strong)',
      borderRadius: 'var(--corner)',
      backgroundColor: 'var(--sheet)',
      color: 'var(--ink)',
      boxShadow: 'var(--shadow)',
      overflow: 'hidden',
    },
    '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)', maxHeight: '180px', padding: '4px' },
    '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 8px', borderRadius: '4px', lineHeight: '20px' },
    '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
      backgroundColor: 'var(--blue-wash)',
      color: 'var(--blue-ink)',
    },
    '.cm-completionDetail': {
      fontFamily: 'var(--sans)',
      fontStyle: 'normal',
      color: 'var(--ink-3)',
      marginLeft: '10px',
    },
    'li[aria-selected] .cm-completionDetail': { color: 'inherit' },
    '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '600' },
  }),
];

/** The page's policy admits a style sheet only with this answer's own number. */
function pageNonce(): string {
  if (typeof document === 'undefined') return '';
  const meta = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]');
  return meta?.nonce || meta?.content || '';
}
