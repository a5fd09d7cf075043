import { MAX_TEXT } from '../../shared/content.ts';
import type { CarriedPrompt, CarriedVersion, Loss } from '../../shared/interchange.ts';
import { Refused } from '../../shared/reply.ts';
import { contentText } from '../registry/commit-version.ts';
import { KEYFRAME_EVERY, packFrame } from '../registry/version-body.ts';
import { assertRoundTrips } from '../../shared/change.ts';
import { fitPrompt } from './fit-prompt.ts';

/** A carried prompt with the work done that needs no workspace: its contents printed, checked and packed. Plain data, so
 *  that it can cross from one thread to another. */
export type PreparedPrompt = Omit<CarriedPrompt, 'versions'> & {
  versions: PreparedVersion[];
  /** The keyframes of the whole history, in order: used where none of it is in the workspace yet. */
  frames: { packed: Uint8Array; count: number }[];
};

export type PreparedVersion = Omit<CarriedVersion, 'content'> & { text: string };

const MAX_FRAME = 400_000; // characters; longer runs gain little and are slow to read one version from

/** Prepares `prompts` one by one. One that cannot be kept is reported and passed over. */
export function* preparePrompts(
  prompts: Iterable<CarriedPrompt>,
  lose: (loss: Loss) => void,
): Iterable<PreparedPrompt> {
  for (const prompt of prompts) {
    try {
      yield preparePrompt(prompt, lose);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      lose({ severity: 'error', file: prompt.file, line: prompt.line, prompt: prompt.name, text: error.message });
    }
  }
}

function preparePrompt(prompt: CarriedPrompt, lose: (loss: Loss) => void): PreparedPrompt {
  const fitted = fitPrompt(prompt, lose);
  const versions = fitted.versions.map(prepareVersion);
  return { ...fitted, versions, frames: framesOf(versions) };
}

function prepareVersion({ content, ...version }: CarriedVersion): PreparedVersion {
  const long = content.messages.find((message) => message.text.length > MAX_TEXT);
  if (long)
    throw new Refused(
      'too-long',
      `A message has ${long.text.length.toLocaleString('en')} characters; Galley keeps up to ${MAX_TEXT.toLocaleString('en')}.`,
    );
  const text = contentText(content);
  assertRoundTrips(text);
  return { ...version, text };
}

function framesOf(versions: PreparedVersion[]): PreparedPrompt['frames'] {
  if (versions.length < 2) return [];
  return Array.from(runs(versions), (run) => ({ packed: packFrame(run.map((one) => one.text)), count: run.length }));
}

/** Cuts a history into the runs that are packed together. */
export function* runs<T extends { text: string }>(versions: T[]): Iterable<T[]> {
  let run: T[] = [];
  let characters = 0;
  for (const version of versions) {
    if (run.length > 0 && (run.length === KEYFRAME_EVERY || characters + version.text.length > MAX_FRAME)) {
      yield run;
      run = [];
      characters = 0;
    }
    run.push(version);
    characters += version.text.length;
  }
  if (run.length > 0) yield run;
}
