import { TemplateError, type Place, type RenderLimits } from './template-language.ts';

/** Counts what one rendering has used. Only what the engine lets Galley see is counted: a worker that overruns is ended
 *  in any case. */
export class Budget {
  private readonly limits: RenderLimits;
  private readonly deadline: number;
  private readonly whole: Place;
  private characters = 0;
  private ticks = 0;

  constructor(limits: RenderLimits, text: string) {
    this.limits = limits;
    this.deadline = performance.now() + limits.milliseconds;
    this.whole = { from: 0, to: text.length };
  }

  /** Throws once more characters were put out than allowed, or the time is over. */
  spend(characters: number): void {
    this.characters += characters;
    if (this.characters > this.limits.outputCharacters) throw this.tooLong();
    this.tick();
  }

  /** Throws where one text alone is longer than allowed. */
  check(characters: number): void {
    if (characters > this.limits.outputCharacters) throw this.tooLong();
  }

  /** Throws once the time is over. The clock is read now and then: reading it costs more than most steps. */
  tick(): void {
    this.ticks++;
    if (this.ticks % 64 === 0 && performance.now() > this.deadline) throw this.tooSlow();
  }

  tooLong(place: Place = this.whole): TemplateError {
    const limit = this.limits.outputCharacters.toLocaleString('en');
    return new TemplateError('render-too-long', `This becomes longer than ${limit} characters.`, place);
  }

  tooSlow(place: Place = this.whole): TemplateError {
    const seconds = (this.limits.milliseconds / 1000).toLocaleString('en');
    return new TemplateError('render-timeout', `This took longer than ${seconds} s to fill in and was stopped.`, place);
  }
}

/** The error for a template whose nesting is deeper than the engine can follow. */
export function tooDeep(place: Place): TemplateError {
  return new TemplateError('too-deep', 'This is nested too deeply to be read.', place);
}
