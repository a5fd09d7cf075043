import { compareContent } from '../../shared/diff/compare-content.ts';
import { convertContent } from '../../shared/template/convert/convert-content.ts';
import { checkMessages, renderMessages } from '../../shared/template/messages.ts';
import { answerAside } from '../answer-aside.ts';
import type { TemplateQuestion } from './template-protocol.ts';

/** The one place where templates are read and filled in: a thread of its own, so that it can be ended when a text keeps it
 *  busy, and so that Handlebars, which compiles to JavaScript, does so out of reach of files and the registry. */
answerAside(({ kind, input }: TemplateQuestion): unknown => {
  if (kind === 'check') return checkMessages(input.format, input.messages, input);
  if (kind === 'render') return renderMessages(input);
  const converted = convertContent(input.content, input.to, input.placeholders);
  return { ...converted, diff: compareContent(input.content, converted.content, { ignoreWhitespace: false }) };
});
