import { parentPort } from 'node:worker_threads';
import { checkMessages, renderMessages, type CheckInput, type RenderInput } from '../../shared/template/messages.ts';

/** The one place where templates are read and filled in: a thread of its own, so that it can be ended when a text keeps it
 *  busy, and so that Handlebars, which compiles to JavaScript, does so out of reach of files and the registry. */
export type TemplateCall = { id: number } & (
  { kind: 'check'; input: CheckInput } | { kind: 'render'; input: RenderInput }
);
export type TemplateAnswer = { id: number; value?: unknown; error?: string };

parentPort?.on('message', (call: TemplateCall) => {
  parentPort?.postMessage(answer(call));
});

function answer(call: TemplateCall): TemplateAnswer {
  try {
    const { input } = call;
    const value = call.kind === 'check' ? checkMessages(input.format, input.messages) : renderMessages(call.input);
    return { id: call.id, value };
  } catch (error) {
    return { id: call.id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
