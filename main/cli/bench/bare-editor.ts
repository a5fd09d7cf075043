import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const WANTED = ['@codemirror/state', '@codemirror/view', '@codemirror/commands'];

/** Writes a program that serves one page: a CodeMirror with history, the usual keys and wrapped lines, holding `text`. The
 *  library is served as it was installed, so nothing is built. Answers the program's path. */
export function bareEditor(folder: string, text: string): string {
  const files = modulesOf(WANTED);
  const imports = Object.fromEntries(Object.keys(files).map((name) => [name, `/${name}.js`]));
  const page = `<!doctype html><title>.</title>
<style>body{margin:0;height:100vh;overflow:auto}.cm-scroller{font-family:monospace}</style>
<script type="importmap">${JSON.stringify({ imports })}</script>
<script type="module">
import { EditorState } from '@codemirror/state';
import { EditorView, keymap, drawSelection } from '@codemirror/view';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
const doc = await (await fetch('/text')).text();
const extensions = [history(), drawSelection(), EditorView.lineWrapping, keymap.of([...defaultKeymap, ...historyKeymap])];
new EditorView({ state: EditorState.create({ doc, extensions }), parent: document.body });
</script>`;
  const program = join(folder, 'bare-editor.mjs');
  writeFileSync(program, serverOf(page, text, files));
  return program;
}

/** The file of each module and of all it imports, by name. */
function modulesOf(wanted: readonly string[], files: Record<string, string> = {}) {
  for (const name of wanted) {
    if (files[name] !== undefined) continue;
    files[name] = fileURLToPath(import.meta.resolve(name));
    const code = readFileSync(files[name], 'utf8');
    const imported = [...code.matchAll(/^(?:import|export)\b.*?\bfrom ['"]([^.'"][^'"]*)['"]/gm)].map(
      (match) => match[1]!,
    );
    modulesOf(imported, files);
  }
  return files;
}

function serverOf(page: string, text: string, files: Record<string, string>): string {
  return `import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
const files = ${JSON.stringify(files)};
const server = createServer((request, response) => {
  const name = request.url.slice(1).replace(/\\.js$/, '');
  const found = files[name];
  response.setHeader('content-type', found ? 'text/javascript' : request.url === '/text' ? 'text/plain; charset=utf-8' : 'text/html');
  response.end(found ? readFileSync(found) : request.url === '/text' ? ${JSON.stringify(text)} : ${JSON.stringify(page)});
});
server.listen(0, '127.0.0.1', () => console.log('http://127.0.0.1:' + server.address().port + '/ '));
`;
}
