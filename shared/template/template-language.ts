import type { Json } from '../canonical-json.ts';
import type { Variable } from '../content.ts';

/** A place in one text: UTF-16 offsets, `to` exclusive. */
export type Place = { from: number; to: number };

/** What puts a problem right: all edits at once, with offsets in the text as it is. See `Fix` in the contract. */
export type TemplateFix = {
  title: string;
  edits: (Place & { insert: string })[];
  declare?: Variable[];
  undeclare?: string[];
  create?: string;
};

export type TemplateProblem = Place & {
  severity: 'error' | 'warning';
  code: string;
  text: string;
  fixes?: readonly TemplateFix[];
};

/** A snippet that a text asks for: the place is that of the target as it is written, without quotes; `tag` is the whole. */
export type TemplateReference = Place & { target: string; tag: Place; arguments: TemplateArgument[] };

/** An argument's place is that of `name: value`, with its value. */
export type TemplateArgument = Place & { name: string };

/** What a text asks for, from its syntax tree: `user.name` is one variable, loop locals are none. One entry per place. */
export type TemplateCheck = {
  variables: ({ name: string } & Place)[];
  references: TemplateReference[];
  problems: TemplateProblem[];
};

export type Values = Record<string, Json>;

/** Bounds on one rendering. `milliseconds` is checked inside where the engine can; the worker is killed in any case. */
export type RenderLimits = { outputCharacters: number; milliseconds: number };
export const RENDER_LIMITS: RenderLimits = { outputCharacters: 10_000_000, milliseconds: 2_000 };

/** What the snippet `target` says with these arguments: text that is put in as it is. `place` is that of the target.
 *  Throws `TemplateError` with a place in the text that asks for it. */
export type Include = (target: string, given: Values, place: Place) => string;

/** A template format: one file each, pure, and without access to anything but `values`. Values are data: what a value
 *  holds is put in as it is and never read as a template again. */
export interface TemplateLanguage {
  /** Never throws: what is wrong with `text` is in `problems`. What its references mean is not looked at. */
  check(text: string): TemplateCheck;
  /** Throws `TemplateError` where the text is wrong, a variable is missing, or a limit is passed; and `missing-snippet`
   *  where the text asks for one and nothing is there to `include` it. */
  render(text: string, values: Values, limits: RenderLimits, include?: Include): string;
}

/** A sentence and the place it is about. */
export class TemplateError extends Error {
  readonly code: string;
  readonly place: Place;
  readonly fixes: readonly TemplateFix[];
  constructor(code: string, message: string, place: Place, fixes: readonly TemplateFix[] = []) {
    super(message);
    this.name = 'TemplateError';
    this.code = code;
    this.place = place;
    this.fixes = fixes;
  }
}

/** An error about a variable that has no value; `variable` is its name as it stands in the text. */
export class MissingVariable extends TemplateError {
  readonly variable: string;
  constructor(variable: string, message: string, place: Place) {
    super('missing-variable', message, place);
    this.name = 'MissingVariable';
    this.variable = variable;
  }
}

/** For a rendering without snippets. */
export function noSnippets(target: string, _given: Values, place: Place): never {
  throw new TemplateError('missing-snippet', `There is no snippet named ${target}.`, place);
}

/** Line and column of an offset, both from 1. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const lastBreak = before.lastIndexOf('\n');
  return { line: before.split('\n').length, column: offset - lastBreak };
}
