import { parentPort } from 'node:worker_threads';
import { compareContent } from '../../shared/diff/compare-content.ts';
import { convertContent } from '../../shared/template/convert/convert-content.ts';
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
    return { id: call.id, value: result(call) };
  } catch (error) {
    return { id: call.id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

function result(call: TemplateCall): unknown {
  const { kind, input } = call;
  if (kind === 'check') return checkMessages(input.format, input.messages, input);
  if (kind === 'render') return renderMessages(input);
  const converted = convertContent(input.content, input.to, input.placeholders);
  return { ...converted, diff: compareContent(input.content, converted.content, { ignoreWhitespace: false }) };
}
