import { undo } from '@codemirror/commands';
import { OpenPrompt } from '../../../renderer/prompt/open-prompt.ts';
import { type Content, emptyContent } from '../../../shared/content.ts';
import type { Draft, PromptDetail } from '../../../shared/contract.ts';
import { ok, refuse, type Reply } from '../../../shared/reply.ts';

const PROMPT = '0190b6a0-0000-7000-8000-000000000001';
const HEAD = 'a'.repeat(64);

export function said(...texts: string[]): Content {
  return {
    ...emptyContent(),
    messages: texts.map((text, index) => ({ role: index === 0 ? ('system' as const) : ('user' as const), text })),
  };
}

/** A host of one prompt that keeps its draft by the rules of the contract. */
export class Host {
  head: Content | null = said('You help.', 'Hello {{ name }}');
  draft: Draft | null = null;
  calls: string[] = [];

  call = async (name: string, input: unknown): Promise<Reply<never>> => {
    this.calls.push(name);
    return this.answer(name, input as never) as Reply<never>;
  };

  private answer(
    name: string,
    input: { content: Content; expectedRevision: number; baseVersionId: string | null },
  ): Reply<unknown> {
    if (name === 'prompt.get') return ok(this.detail());
    if (name === 'template.check') return ok({ variables: [], references: [], problems: [] });
    if (name === 'draft.discard') {
      this.draft = null;
      return ok({});
    }
    if (name !== 'draft.save') return refuse('unknown', name);
    const revision = this.draft?.revision ?? 0;
    if (input.expectedRevision !== revision) return refuse('stale-draft', 'Changed elsewhere.');
    return ok(this.write(input.content));
  }

  write(content: Content): Draft {
    this.draft = {
      content: structuredClone(content),
      baseVersionId: HEAD,
      baseNumber: 1,
      revision: (this.draft?.revision ?? 0) + 1,
      savedAt: 0,
    };
    return this.draft;
  }

  private detail(): PromptDetail {
    const version = {
      id: HEAD,
      number: 1,
      author: 'Ana',
      message: '',
      committedAt: 0,
      parents: [],
      labels: [],
      diverged: false,
    };
    return {
      id: PROMPT,
      name: 'a',
      head: this.head ? 1 : 0,
      pending: 0,
      labels: [],
      tags: [],
      archived: false,
      changedAt: 0,
      createdAt: 0,
      labelStates: [],
      hasDraft: this.draft !== null,
      diverged: false,
      headVersion: this.head ? { ...version, content: this.head } : null,
      draft: this.draft,
    };
  }
}

export async function opened(host = new Host()): Promise<{ host: Host; prompt: OpenPrompt }> {
  const prompt = new OpenPrompt(PROMPT, host.call);
  await prompt.refresh();
  return { host, prompt };
}

export function texts(prompt: OpenPrompt): string[] {
  return prompt.contentNow().messages.map((message) => message.text);
}

export function type(prompt: OpenPrompt, index: number, insert: string): void {
  const { key } = prompt.store.getState().items[index]!;
  const state = prompt.documents.stateOf(key);
  prompt.documents.keep(
    key,
    state.update({ changes: { from: state.doc.length, insert }, userEvent: 'input.type' }).state,
    true,
  );
}

export function undoIn(prompt: OpenPrompt, index: number): void {
  const { key } = prompt.store.getState().items[index]!;
  undo({
    state: prompt.documents.stateOf(key),
    dispatch: (transaction) => prompt.documents.keep(key, transaction.state, true),
  });
}
