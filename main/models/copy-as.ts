import type { Json } from '../../shared/canonical-json.ts';
import { ROLE_NAMES, type Content } from '../../shared/content.ts';
import type { CopyKind, ProviderRequest } from '../../shared/contract/model-calls.ts';

/** A prompt as it is written, to be read by people or programs: kinds that need no request. */
export function copyText(kind: Exclude<CopyKind, RequestKind>, name: string, content: Content): string {
  return kind === 'markdown' ? markdown(name, content) : plainJson(name, content);
}

export type RequestKind = 'curl' | 'typescript' | 'python';

export function needsRequest(kind: CopyKind): kind is RequestKind {
  return kind === 'curl' || kind === 'typescript' || kind === 'python';
}

/** A request as something that runs where it is pasted. Whatever the texts hold is quoted; the key comes from the
 *  environment. */
export function copyRequest(kind: RequestKind, request: ProviderRequest): string {
  return { curl, typescript, python }[kind](request);
}

function markdown(name: string, { messages }: Content): string {
  const parts = messages.map(({ role, text }) => `## ${ROLE_NAMES[role]}\n\n${text.replace(/\n+$/, '')}`);
  return `${[`# ${name}`, ...parts].join('\n\n')}\n`;
}

/** What a prompt says, without what it does not say. */
function plainJson(name: string, content: Content): string {
  const { format, messages, variables, settings, tools, responseSchema } = content;
  const said = Object.entries({ format, messages, variables, settings, tools, responseSchema }).filter(
    ([, value]) => value !== null && Object.keys(value).length > 0,
  );
  return `${JSON.stringify(Object.fromEntries([['name', name], ...said]), null, 2)}\n`;
}

/** The body stands in a here-document with a quoted end, in which a shell reads nothing as its own. No line of JSON can
 *  be that end: breaks inside texts are escaped. */
function curl({ url, headers, body }: ProviderRequest): string {
  const lines = Object.entries(headers).map(([name, value]) => `  -H ${shellHeader(`${name}: ${value}`)} \\\n`);
  return `curl ${singleQuoted(url)} \\\n${lines.join('')}  --data-binary @- <<'JSON'\n${pretty(body)}\nJSON\n`;
}

function shellHeader(header: string): string {
  const parts = byKey(header);
  if (parts.every(({ key }) => key === null)) return singleQuoted(header);
  return `"${parts.map(({ text, key }) => (key === null ? text.replaceAll(/[\\"$`]/g, String.raw`\$&`) : `$${key}`)).join('')}"`;
}

function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function typescript({ url, headers, body }: ProviderRequest): string {
  const lines = Object.entries(headers).map(
    ([name, value]) => `    ${JSON.stringify(name)}: ${scriptHeader(value)},\n`,
  );
  const shown = literal(JSON.parse(body) as Json, SCRIPT, '  ');
  return (
    `const response = await fetch(${JSON.stringify(url)}, {\n  method: "POST",\n  headers: {\n${lines.join('')}  },\n` +
    `  body: JSON.stringify(${shown}),\n});\n` +
    'if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);\n' +
    'console.log(JSON.stringify(await response.json(), null, 2));\n\nexport {};\n'
  );
}

function scriptHeader(value: string): string {
  const parts = byKey(value);
  if (parts.every(({ key }) => key === null)) return JSON.stringify(value);
  const shown = parts.map(({ text, key }) =>
    key === null ? text.replaceAll(/[\\`$]/g, String.raw`\$&`) : `\${process.env.${key}}`,
  );
  return `\`${shown.join('')}\``;
}

function python({ url, headers, body }: ProviderRequest): string {
  const lines = Object.entries(headers).map(
    ([name, value]) => `        ${JSON.stringify(name)}: ${pythonHeader(value)},\n`,
  );
  const shown = literal(JSON.parse(body) as Json, PYTHON, '    ');
  return (
    'import json\nimport os\nimport urllib.request\n\n' +
    `request = urllib.request.Request(\n    ${JSON.stringify(url)},\n    headers={\n${lines.join('')}    },\n` +
    `    data=json.dumps(${shown}).encode(),\n)\n` +
    'with urllib.request.urlopen(request) as response:\n' +
    '    print(json.dumps(json.load(response), indent=2, ensure_ascii=False))\n'
  );
}

function pythonHeader(value: string): string {
  return byKey(value)
    .map(({ text, key }) => (key === null ? JSON.stringify(text) : `os.environ["${key}"]`))
    .join(' + ');
}

/** A header's value in parts: the texts, and the names of keys that stand in it as `$OPENAI_API_KEY`. */
function byKey(value: string): { text: string; key: string | null }[] {
  return value
    .split(/(\$[A-Z][A-Z0-9_]*)/)
    .filter((text) => text !== '')
    .map((text) => ({ text, key: /^\$[A-Z]/.test(text) ? text.slice(1) : null }));
}

type Words = { true: string; false: string; null: string; key: (name: string) => string };
// In an object literal `"__proto__": …` would set the object's prototype.
const SCRIPT: Words = {
  true: 'true',
  false: 'false',
  null: 'null',
  key: (name) => (name === '__proto__' ? '["__proto__"]' : JSON.stringify(name)),
};
const PYTHON: Words = { true: 'True', false: 'False', null: 'None', key: (name) => JSON.stringify(name) };

/** A JSON value in a language whose strings, numbers and brackets are those of JSON. */
function literal(value: Json, words: Words, indent: string): string {
  if (value === null) return words.null;
  if (typeof value === 'boolean') return value ? words.true : words.false;
  if (typeof value !== 'object') return JSON.stringify(value);
  const inner = `${indent}  `;
  const items = Array.isArray(value)
    ? value.map((item) => literal(item, words, inner))
    : Object.entries(value).map(([name, item]) => `${words.key(name)}: ${literal(item, words, inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return items.length === 0
    ? open! + close!
    : `${open}\n${items.map((item) => `${inner}${item},\n`).join('')}${indent}${close}`;
}

function pretty(body: string): string {
  return JSON.stringify(JSON.parse(body), null, 2);
}
