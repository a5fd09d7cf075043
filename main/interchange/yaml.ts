import { Composer, isMap, isScalar, Lexer, parse, Parser, stringify, visit, type CST, type Document } from 'yaml';
import { canonicalJson, MAX_DEPTH } from '../../shared/canonical-json.ts';
import { Refused } from '../../shared/reply.ts';
import { lineAndColumn } from '../../shared/template/template-language.ts';
import { plainJson } from './plain-json.ts';

/** Characters of YAML in one file. Frontmatter people write has a few hundred. */
const MAX_YAML = 500_000;
const MAX_ALIASES = 100;

/** The value of one YAML document, as plain JSON; null where `text` is empty. `where` names it in sentences
 *  (`greet.prompty`); `firstLine` is the line on which `text` begins there.
 *  YAML 1.2 core schema without merge keys or custom tags, so dates and `yes` stay texts. Bounded against bombs: what
 *  is slow or deep in the parser, the composer and the value is refused before it is reached.
 *  Throws `Refused('yaml-invalid' | 'yaml-too-large' | 'yaml-too-deep' | 'yaml-aliases' | 'yaml-text')`. */
export function parseYaml(text: string, where: string, firstLine = 1): unknown {
  if (text.length > MAX_YAML) {
    const [size, most] = [text.length.toLocaleString('en'), MAX_YAML.toLocaleString('en')];
    throw new Refused('yaml-too-large', `The YAML in ${where} has ${size} characters; Galley reads at most ${most}.`);
  }
  const document = compose(tokensOf(text, where), text, where);
  const problem = document.errors[0] ?? duplicateKey(document);
  if (problem) {
    const { line, column } = lineAndColumn(text, problem.pos[0]);
    const place = `line ${line + firstLine - 1}, column ${column}`;
    throw new Refused(
      'yaml-invalid',
      `The YAML in ${where} is not valid at ${place}: ${problem.message.replace(/[.:\s]+$/, '')}.`,
    );
  }
  return plainJson(resolveAliases(document, where), `The YAML in ${where}`, 'yaml');
}

function tokensOf(text: string, where: string): CST.Token[] {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme));
    // The composer recurses into collections, so their depth is measured here, while they are still open.
    if (parser.stack.length > MAX_DEPTH)
      throw new Refused('yaml-too-deep', `The YAML in ${where} is nested more than ${MAX_DEPTH} levels deep.`);
  }
  tokens.push(...parser.end());
  return tokens;
}

function compose(tokens: CST.Token[], text: string, where: string): Document.Parsed {
  const composer = new Composer({
    version: '1.2',
    // Named here so that a %YAML directive in the text cannot choose another schema.
    schema: 'core',
    merge: false,
    resolveKnownTags: false,
    // Comparing every key with every other is quadratic; duplicateKey() finds them in one pass.
    uniqueKeys: false,
    logLevel: 'silent',
  });
  const [document, another] = composer.compose(tokens, true, text.length);
  if (!document) throw new Error('the YAML composer gave no document');
  if (another) throw new Refused('yaml-invalid', `The YAML in ${where} holds several documents; Galley reads one.`);
  return document;
}

function duplicateKey(document: Document.Parsed): { message: string; pos: [number, number] } | null {
  let found: { message: string; pos: [number, number] } | null = null;
  visit(document, {
    Map(_, map) {
      const keys = new Set<string>();
      for (const { key } of map.items) {
        const name = isScalar(key) ? String(key.value) : null;
        if (name === null || keys.has(name)) {
          const start = isScalar(key) || isMap(key) ? (key.range?.[0] ?? 0) : 0;
          found = {
            message: name === null ? 'A key must be a text' : `The key “${name}” stands twice`,
            pos: [start, start],
          };
          return visit.BREAK;
        }
        keys.add(name);
      }
      return undefined;
    },
  });
  return found;
}

function resolveAliases(document: Document.Parsed, where: string): unknown {
  let aliases = 0;
  visit(document, { Alias: () => void aliases++ });
  if (aliases > MAX_ALIASES)
    throw new Refused(
      'yaml-aliases',
      `The YAML in ${where} repeats parts of itself by more than ${MAX_ALIASES} aliases.`,
    );
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    if (error.message.startsWith('Unresolved alias'))
      throw new Refused('yaml-invalid', `The YAML in ${where} has an alias without an anchor.`);
    throw new Refused('yaml-aliases', `The YAML in ${where} repeats parts of itself without end by its aliases.`);
  }
}

const PRINTED = { lineWidth: 0, aliasDuplicateObjects: false, schema: 'core', version: '1.2' } as const;

/** `value` as YAML that reads back the same. Long texts stand as blocks, which are pleasant to read; where one would not
 *  come back from its block (white space alone does not), all are quoted. */
export function printYaml(value: Record<string, unknown>): string {
  const text = stringify(value, PRINTED);
  return readsBack(text, value) ? text : stringify(value, { ...PRINTED, blockQuote: false });
}

function readsBack(text: string, value: unknown): boolean {
  try {
    return canonicalJson(parse(text, PRINTED)) === canonicalJson(value);
  } catch {
    return false; // a block that does not even parse
  }
}
