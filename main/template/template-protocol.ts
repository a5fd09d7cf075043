import type { CheckInput, RenderInput } from '../../shared/template/messages.ts';

/** What is said between `Templates` and its worker. */
export type TemplateCall = { id: number } & (
  { kind: 'check'; input: CheckInput } | { kind: 'render'; input: RenderInput }
);
export type TemplateAnswer = { id: number; value?: unknown; error?: string };

/** What the worker says once it has loaded: only from then on does a call's time run. */
export const READY = 'ready';
