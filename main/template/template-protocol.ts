import type { Content, TemplateFormat } from '../../shared/content.ts';
import type { CheckInput, RenderInput } from '../../shared/template/messages.ts';

/** A prompt that is to be in another format; `placeholders` makes variables of `${name:default}` on the way. */
export type ConvertInput = { content: Content; to: TemplateFormat; placeholders: boolean };

/** What is said between `Templates` and its worker. */
export type TemplateCall = { id: number } & (
  | { kind: 'check'; input: CheckInput }
  | { kind: 'render'; input: RenderInput }
  | { kind: 'convert'; input: ConvertInput }
);
export type TemplateAnswer = { id: number; value?: unknown; error?: string };

/** What the worker says once it has loaded: only from then on does a call's time run. */
export const READY = 'ready';
