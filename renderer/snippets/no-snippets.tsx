import type { TemplateFormat } from '../../shared/content.ts';
import { useAllCommands } from '../state/commands.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';

const SENTENCES: Partial<Record<TemplateFormat, string>> = {
  jinja2: 'Jinja2 prompts cannot include snippets: this prompt’s text goes to tools that read Jinja2 their own way.',
  'f-string': 'f-string prompts cannot include snippets: Python would not know what to do with one.',
  text: 'Plain text is sent as it stands: nothing can be put in.',
};

type Props = { title: string; format: TemplateFormat; onClose: () => void };

/** Says why this prompt's format has no snippets, and the way to one that has. */
export function NoSnippets({ title, format, onClose }: Props) {
  const convert = useAllCommands().find(({ id }) => id === 'prompt.convert');
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      width="narrow"
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          {convert && (
            <Button
              variant="primary"
              onClick={() => {
                onClose();
                convert.run();
              }}
            >
              {convert.title}
            </Button>
          )}
        </>
      }
    >
      <p>{SENTENCES[format]}</p>
      <p>In Liquid, Mustache and Handlebars it can.</p>
    </Dialog>
  );
}
