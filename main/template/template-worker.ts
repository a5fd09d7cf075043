import { parentPort } from 'node:worker_threads';
import { checkMessages, renderMessages } from '../../shared/template/messages.ts';
import { READY, type TemplateAnswer, type TemplateCall } from './template-protocol.ts';

/** The one place where templates are read and filled in: a thread of its own, so that it can be ended when a text keeps it
 *  busy, and so that Handlebars, which compiles to JavaScript, does so out of reach of files and the registry. */
parentPort?.on('message', (call: TemplateCall) => {
  parentPort?.postMessage(answer(call));
});
parentPort?.postMessage(READY);

function answer(call: TemplateCall): TemplateAnswer {
  try {
    const { input } = call;
    const value =
      call.kind === 'check' ? checkMessages(input.format, input.messages, input) : renderMessages(call.input);
    return { id: call.id, value };
  } catch (error) {
    return { id: call.id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
