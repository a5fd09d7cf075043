import type { Content, TemplateFormat } from '../../shared/content.ts';
import type { CheckInput, RenderInput } from '../../shared/template/messages.ts';

/** A prompt that is to be in another format; `placeholders` makes variables of `${name:default}` on the way. */
export type ConvertInput = { content: Content; to: TemplateFormat; placeholders: boolean };

/** What `Templates` asks its thread. */
export type TemplateQuestion =
  | { kind: 'check'; input: CheckInput }
  | { kind: 'render'; input: RenderInput }
  | { kind: 'convert'; input: ConvertInput };
