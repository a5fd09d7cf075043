import { onTestFinished } from 'vitest';
import type { Content, TemplateFormat, Variable } from '../../../shared/content.ts';
import { emptyContent } from '../../../shared/content.ts';
import { Snippets } from '../../../main/snippets/snippets.ts';
import { checkTexts, fillIn } from '../../../main/snippets/check-texts.ts';
import { commitVersion } from '../../../main/registry/commit-version.ts';
import { createPrompt } from '../../../main/registry/edit-prompts.ts';
import { currentMoveId, moveLabel } from '../../../main/registry/move-label.ts';
import { Templates } from '../../../main/template/templates.ts';
import { newWorkspace } from '../registry/workspace-under-test.ts';

type Said = { format?: TemplateFormat; variables?: Variable[]; label?: string | null };

/** A workspace with snippets in it. */
export class Desk {
  readonly registry = newWorkspace();
  readonly templates = new Templates();
  readonly snippets = new Snippets(this.registry, this.templates);
  private readonly ids = new Map<string, string>();

  constructor() {
    onTestFinished(() => this.templates.close());
  }

  id(name: string): string {
    return this.ids.get(name) ?? this.ids.set(name, createPrompt(this.registry, name).promptId).get(name)!;
  }

  /** A version of `name`, under `label` (production, where none is said). Gives its id. */
  says(name: string, text: string | string[], { format, variables, label = 'production' }: Said = {}): string {
    const promptId = this.id(name);
    const { versionId } = commitVersion(this.registry, {
      promptId,
      message: '',
      content: said(text, format, variables),
    });
    if (label !== null) this.move(name, label, versionId);
    return versionId;
  }

  move(name: string, label: string, versionId: string | null): void {
    const promptId = this.id(name);
    const expectedMoveId = currentMoveId(this.registry, promptId, label);
    moveLabel(this.registry, { promptId, label, versionId, expectedMoveId, reason: '' });
  }

  /** What is wrong with `text`, each as `code [what stands there] sentence`. */
  async problems(text: string, format: TemplateFormat = 'liquid', holder?: string): Promise<string[]> {
    const { messages } = said(text, format);
    const own = holder === undefined ? undefined : { promptId: this.id(holder), versionId: null };
    const { problems } = await checkTexts(this.snippets, { format, messages, holder: own });
    return problems.map(({ code, from, to, text: words }) => `${code} [${text.slice(from, to)}] ${words}`);
  }

  /** What the first fix of each problem makes of `text`. */
  async mended(text: string, format: TemplateFormat = 'liquid'): Promise<string[]> {
    const { messages } = said(text, format);
    const { problems } = await checkTexts(this.snippets, { format, messages });
    return problems.map(({ fixes }) =>
      (fixes?.[0]?.edits ?? []).reduceRight(
        (words, { from, to, insert }) => words.slice(0, from) + insert + words.slice(to),
        text,
      ),
    );
  }

  /** What a model would get, or what is wrong. */
  async sent(text: string, values: Record<string, string> = {}, format: TemplateFormat = 'liquid'): Promise<string> {
    const { messages } = said(text, format);
    const rendered = await fillIn(this.snippets, { format, messages, variables: [], values });
    const errors = rendered.problems.filter((problem) => problem.severity === 'error');
    if (errors.length > 0) return errors.map((problem) => problem.text).join(' ');
    return rendered.messages.map((message) => message.text).join('\n\n');
  }
}

export function said(text: string | string[], format: TemplateFormat = 'liquid', variables: Variable[] = []): Content {
  const texts = Array.isArray(text) ? text : [text];
  return { ...emptyContent(), format, variables, messages: texts.map((one) => ({ role: 'user', text: one })) };
}
