import type { Json } from '../canonical-json.ts';

/** A place in one text: UTF-16 offsets, `to` exclusive. */
export type Place = { from: number; to: number };

export type TemplateProblem = Place & { severity: 'error' | 'warning'; code: string; text: string };

/** What a text asks for, from its syntax tree: `user.name` is one variable, loop locals are none. One entry per place. */
export type TemplateCheck = { variables: ({ name: string } & Place)[]; problems: TemplateProblem[] };

export type Values = Record<string, Json>;

/** Bounds on one rendering. `milliseconds` is checked inside where the engine can; the worker is killed in any case. */
export type RenderLimits = { outputCharacters: number; milliseconds: number };
export const RENDER_LIMITS: RenderLimits = { outputCharacters: 10_000_000, milliseconds: 2_000 };

/** A template format: one file each, pure, and without access to anything but `values`. Values are data: what a value
 *  holds is put in as it is and never read as a template again. */
export interface TemplateLanguage {
  /** Never throws: what is wrong with `text` is in `problems`. */
  check(text: string): TemplateCheck;
  /** Throws `TemplateError` where the text is wrong, a variable is missing, or a limit is passed. */
  render(text: string, values: Values, limits: RenderLimits): string;
}

/** A sentence and the place it is about. */
export class TemplateError extends Error {
  readonly code: string;
  readonly place: Place;
  constructor(code: string, message: string, place: Place) {
    super(message);
    this.name = 'TemplateError';
    this.code = code;
    this.place = place;
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

/** Line and column of an offset, both from 1. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const lastBreak = before.lastIndexOf('\n');
  return { line: before.split('\n').length, column: offset - lastBreak };
}
