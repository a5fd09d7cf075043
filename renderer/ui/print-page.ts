/** Prints `content` in the app's place: it stands in the page while the print dialog is open, and nowhere on the screen.
 *  `title` is what the file is called where it is printed to one. The look comes as a style sheet object, since the page's
 *  policy takes no inline styles. */
export function printPage(title: string, content: Iterable<Node>, css: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`${css}\n${WHILE_PRINTING}`);
  const stand = document.createElement('div');
  stand.className = 'galley-print';
  stand.append(...content);
  const titleBefore = document.title;
  document.body.append(stand);
  document.adoptedStyleSheets.push(sheet);
  document.title = title;
  window.addEventListener(
    'afterprint',
    () => {
      stand.remove();
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
      document.title = titleBefore;
    },
    { once: true },
  );
  window.print();
}

const WHILE_PRINTING = `
@media screen { .galley-print { display: none; } }
@media print {
  body > :not(.galley-print) { display: none !important; }
  html { color-scheme: light !important; }
  html, body { display: block !important; height: auto !important; overflow: visible !important; background: none !important; }
}
`;
