import type { TemplateFormat } from '../../shared/content.ts';
import type { OpenPrompt } from '../prompt/open-prompt.ts';
import { openDialog } from '../state/dialogs.ts';

/** Another format for a prompt: where there is text, a person says whether that is converted, too. */
export function changeFormat(prompt: OpenPrompt, to: TemplateFormat): void {
  const { format, messages } = prompt.contentNow();
  if (format === to) return;
  if (messages.every(({ text, role }) => role === 'placeholder' || text.trim() === ''))
    prompt.changeRest({ format: to });
  else openDialog({ kind: 'convert', promptId: prompt.promptId, to, placeholders: false });
}
