import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { addMessage, duplicateMessages, moveMessages, removeMessages } from '../../../renderer/prompt/message-edits.ts';
import { saveText } from '../../../renderer/prompt/save-text.ts';
import type { Content } from '../../../shared/content.ts';
import { Host, opened, said, texts, type, undoIn } from './opened-prompt.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

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
    const added = addMessage(prompt.messages, { role: 'assistant', text: 'Third' });
    duplicateMessages(prompt.messages, [added]);
    expect(texts(prompt)).toEqual(['You help.', 'Hello {{ name }}', 'Third', 'Third']);
    moveMessages(prompt.messages, [added], 0);
    expect(texts(prompt)[0]).toBe('Third');
    type(prompt, 0, ' edited');
    const back = removeMessages(prompt.messages, [added]);
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
