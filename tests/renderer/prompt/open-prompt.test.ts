import { undo } from '@codemirror/commands';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { OpenPrompt } from '../../../renderer/prompt/open-prompt.ts';
import { saveText } from '../../../renderer/prompt/save-text.ts';
import { type Content, emptyContent } from '../../../shared/content.ts';
import type { Draft, PromptDetail } from '../../../shared/contract.ts';
import { ok, refuse, type Reply } from '../../../shared/reply.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const PROMPT = '0190b6a0-0000-7000-8000-000000000001';
const HEAD = 'a'.repeat(64);

function said(...texts: string[]): Content {
  return {
    ...emptyContent(),
    messages: texts.map((text, index) => ({ role: index === 0 ? ('system' as const) : ('user' as const), text })),
  };
}

/** A host of one prompt that keeps its draft by the rules of the contract. */
class Host {
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

async function opened(host = new Host()): Promise<{ host: Host; prompt: OpenPrompt }> {
  const prompt = new OpenPrompt(PROMPT, host.call);
  await prompt.refresh();
  return { host, prompt };
}

function texts(prompt: OpenPrompt): string[] {
  return prompt.contentNow().messages.map((message) => message.text);
}

function type(prompt: OpenPrompt, index: number, insert: string): void {
  const { key } = prompt.store.getState().items[index]!;
  const state = prompt.documents.stateOf(key);
  prompt.documents.keep(
    key,
    state.update({ changes: { from: state.doc.length, insert }, userEvent: 'input.type' }).state,
    true,
  );
}

function undoIn(prompt: OpenPrompt, index: number): void {
  const { key } = prompt.store.getState().items[index]!;
  undo({
    state: prompt.documents.stateOf(key),
    dispatch: (transaction) => prompt.documents.keep(key, transaction.state, true),
  });
}

describe('drafts', () => {
  test('what is typed is with the host 300 ms after a pause', async () => {
    const { host, prompt } = await opened();
    type(prompt, 1, '!');
    await vi.advanceTimersByTimeAsync(300);
    expect(host.draft?.content.messages[1]?.text).toBe('Hello {{ name }}!');
    expect(saveText(prompt.store.getState())).toBe('Draft saved · based on v1');
  });

  test('typing serialises nothing: the text is put together once, at the pause', async () => {
    const { prompt } = await opened();
    await vi.advanceTimersByTimeAsync(1_000);
    const read = vi.spyOn(prompt.documents, 'text');
    for (const letter of 'abcdefgh') type(prompt, 0, letter);
    expect(read).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(300);
    expect(read.mock.calls.length).toBe(2); // one for each message, shared by the save and the check
  });

  test('opening a prompt shows its draft, and writes nothing', async () => {
    const host = new Host();
    host.write(said('Draft text'));
    const { prompt } = await opened(host);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(texts(prompt)).toEqual(['Draft text']);
    expect(host.calls).not.toContain('draft.save');
  });

  test('a save of another window is shown in place while nothing here waits, and undo still works', async () => {
    const { host, prompt } = await opened();
    type(prompt, 0, ' Be kind.');
    await vi.advanceTimersByTimeAsync(300);
    const { key } = prompt.store.getState().items[0]!;
    host.write(said('You help. Be kind. Be brief.', 'Hello {{ name }}'));
    await prompt.refresh();
    expect(texts(prompt)[0]).toBe('You help. Be kind. Be brief.');
    expect(prompt.store.getState().items[0]!.key).toBe(key);
    undoIn(prompt, 0);
    undoIn(prompt, 0);
    expect(texts(prompt)[0]).toBe('You help.');
  });

  test('a save of another window while this one was being typed in asks which stays; both ways lead on', async () => {
    for (const keep of ['mine', 'theirs'] as const) {
      const { host, prompt } = await opened();
      type(prompt, 0, ' mine');
      host.write(said('theirs'));
      await prompt.refresh();
      await vi.advanceTimersByTimeAsync(500);
      expect(prompt.store.getState().save).toMatchObject({ kind: 'refused', refusal: { code: 'stale-draft' } });
      expect(host.draft!.content.messages[0]!.text).toBe('theirs');
      await (keep === 'mine' ? prompt.keepMine() : prompt.takeTheirs());
      const kept = keep === 'mine' ? 'You help. mine' : 'theirs';
      expect(texts(prompt)[0]).toBe(kept);
      expect(host.draft!.content.messages[0]!.text).toBe(kept);
      type(prompt, 0, '.');
      await vi.advanceTimersByTimeAsync(500);
      expect(host.draft!.content.messages[0]!.text).toBe(`${kept}.`);
    }
  });

  test('an event about its own save changes nothing', async () => {
    const { host, prompt } = await opened();
    type(prompt, 0, ' More');
    await vi.advanceTimersByTimeAsync(300);
    type(prompt, 0, ' and more');
    await prompt.refresh();
    expect(texts(prompt)[0]).toBe('You help. More and more');
    await vi.advanceTimersByTimeAsync(300);
    expect(host.draft!.content.messages[0]!.text).toBe('You help. More and more');
  });

  test('a discarded draft can be written back', async () => {
    const { host, prompt } = await opened();
    type(prompt, 0, ' Gone?');
    await vi.advanceTimersByTimeAsync(300);
    const reply = await prompt.discard();
    expect(texts(prompt)[0]).toBe('You help.');
    expect(host.draft).toBeNull();
    prompt.write((reply as { value: Content }).value);
    await vi.advanceTimersByTimeAsync(300);
    expect(host.draft!.content.messages[0]!.text).toBe('You help. Gone?');
  });
});

describe('messages', () => {
  test('they are added, duplicated, moved and removed, and a removed one comes back with its undo history', async () => {
    const { prompt } = await opened();
    const added = prompt.messages.add({ role: 'assistant', text: 'Third' });
    prompt.messages.duplicate(added);
    expect(texts(prompt)).toEqual(['You help.', 'Hello {{ name }}', 'Third', 'Third']);
    prompt.messages.move(added, 0);
    expect(texts(prompt)[0]).toBe('Third');
    type(prompt, 0, ' edited');
    const back = prompt.messages.remove(added);
    expect(texts(prompt)).toEqual(['You help.', 'Hello {{ name }}', 'Third']);
    back();
    expect(texts(prompt)[0]).toBe('Third edited');
    undoIn(prompt, 0);
    expect(texts(prompt)[0]).toBe('Third');
  });

  test('a text with CR LF line ends keeps them when it is edited', async () => {
    const host = new Host();
    host.head = said('one\r\ntwo');
    const { prompt } = await opened(host);
    type(prompt, 0, '!');
    await vi.advanceTimersByTimeAsync(300);
    expect(host.draft!.content.messages[0]!.text).toBe('one\r\ntwo!');
  });
});
