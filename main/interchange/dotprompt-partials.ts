import { baseName, folderOf } from '../../shared/names.ts';
import { targetOf } from '../../shared/template/handlebars-check.ts';
import { parseHandlebars, type Block, type Partial, type Program } from '../../shared/template/handlebars-tree.ts';
import { TemplateError, type Place } from '../../shared/template/template-language.ts';
import type { SourceFile } from './format.ts';
import { readFrontmatter } from './frontmatter.ts';
import type { Report } from './reading.ts';

const MAX_DEPTH = 8;

/** `body` with every `{{> name}}` replaced by the text of `_name.prompt`, where that file is part of the same import and
 *  no values are handed to it. The rest is reported, and stays as it is written. */
export function inlinePartials(
  body: string,
  path: string,
  siblings: ReadonlyMap<string, SourceFile>,
  report: Report,
): string {
  const inlined = new Set<string>();
  const text = expand(body, path, siblings, report, [], inlined);
  if (inlined.size > 0) {
    const names = [...inlined].join(', ');
    report.note(`The text of ${names} was put in where it is named; a later change to it will not reach this prompt.`);
  }
  return text;
}

function expand(
  body: string,
  path: string,
  siblings: ReadonlyMap<string, SourceFile>,
  report: Report,
  way: readonly string[],
  inlined: Set<string>,
): string {
  let text = '';
  let from = 0;
  for (const { name, isPlain, place } of partialsIn(body)) {
    const file = siblingOf(name, path, siblings);
    const problem = problemOf(name, isPlain, file, way);
    if (problem !== null || !file) {
      report.loss(problem ?? '');
      continue;
    }
    inlined.add(file.path);
    const { head, body: inside } = readFrontmatter(file.text());
    const partial = expand(
      head === null ? inside : inside.trim(),
      file.path,
      siblings,
      report,
      [...way, name],
      inlined,
    );
    const { start, end, indent } = lineOf(body, place);
    text += body.slice(from, start) + indented(partial, indent);
    from = end;
  }
  return text + body.slice(from);
}

function problemOf(
  name: string,
  isPlain: boolean,
  file: SourceFile | undefined,
  way: readonly string[],
): string | null {
  if (way.includes(name))
    return `The partial ${name} names itself: ${[...way, name].join(' → ')}. It is kept as a reference.`;
  if (way.length >= MAX_DEPTH)
    return `The partial ${name} is nested more than ${MAX_DEPTH} deep. It is kept as a reference.`;
  if (!isPlain)
    return `The partial ${name} is given values or a block of its own; it is kept as a reference to a snippet of that name.`;
  if (!file) return `The partial ${name} is kept as a reference: _${baseName(name)}.prompt is not part of this import.`;
  return null;
}

type FoundPartial = { name: string; isPlain: boolean; place: Place };

/** In order of place. Empty where `body` cannot be read: its mistake is told elsewhere. */
function partialsIn(body: string): FoundPartial[] {
  const found: FoundPartial[] = [];
  try {
    const { program, placeOf } = parseHandlebars(body);
    const visit = (inside: Program | undefined): void => {
      for (const node of inside?.body ?? []) {
        if (node.type === 'BlockStatement') {
          visit((node as Block).program);
          visit((node as Block).inverse);
        } else if (node.type === 'PartialStatement' || node.type === 'PartialBlockStatement') {
          const { params, hash } = node as Partial;
          const name = targetOf(node as Partial);
          if (name === null) continue;
          const isPlain = node.type === 'PartialStatement' && params.length === 0 && (hash?.pairs.length ?? 0) === 0;
          found.push({ name, isPlain, place: placeOf(node) });
        }
      }
    };
    visit(program);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
  }
  return found.toSorted((a, b) => a.place.from - b.place.from);
}

/** `_name.prompt` in the folder of `path` or in one above it. */
function siblingOf(name: string, path: string, siblings: ReadonlyMap<string, SourceFile>): SourceFile | undefined {
  const inner = folderOf(name);
  const file = `${inner === '' ? '' : `${inner}/`}_${baseName(name)}.prompt`;
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    const found = siblings.get(folder === '' ? file : `${folder}/${file}`);
    if (found || folder === '') return found;
  }
}

/** A partial alone on its line takes the line's indentation, and the line's end goes with it. */
function lineOf(body: string, { from, to }: Place): { start: number; end: number; indent: string } {
  const before = /(?:^|\n)([ \t]*)$/.exec(body.slice(0, from));
  const after = /^[ \t]*(?:\r?\n|$)/.exec(body.slice(to));
  if (!before || !after) return { start: from, end: to, indent: '' };
  const indent = before[1] ?? '';
  return { start: from - indent.length, end: to + after[0].length, indent };
}

function indented(text: string, indent: string): string {
  if (indent === '') return text;
  const lines = text.split('\n');
  return lines.map((line, index) => (line === '' && index === lines.length - 1 ? line : indent + line)).join('\n');
}
