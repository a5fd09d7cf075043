import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addMessage,
  duplicateMessages,
  joinWithNext,
  moveMessages,
  removeMessages,
  replaceMessage,
  setRole,
  splitMessage,
} from '../../../renderer/prompt/message-edits.ts';
import type { OpenPrompt } from '../../../renderer/prompt/open-prompt.ts';
import { ROLES } from '../../../shared/content.ts';
import { Host, opened, said, texts, type } from './opened-prompt.ts';

const key = (prompt: OpenPrompt, index: number) => prompt.messages.items[index]!.key;
const undo = (prompt: OpenPrompt, index = 0) => prompt.messages.history.undo(key(prompt, index));
const redo = (prompt: OpenPrompt, index = 0) => prompt.messages.history.redo(key(prompt, index));

function putCursor(prompt: OpenPrompt, index: number, at: number): void {
  prompt.documents.putCursor(key(prompt, index), at);
}

async function holding(...messages: string[]): Promise<OpenPrompt> {
  const host = new Host();
  host.head = said(...messages);
  return (await opened(host)).prompt;
}

describe('splitting and joining', () => {
  test('a cut takes the line breaks around it, and joining puts an empty line there', async () => {
    const prompt = await holding('Be kind.\n\nBe brief.');
    putCursor(prompt, 0, 9);
    splitMessage(prompt.messages, key(prompt, 0));
    expect(prompt.contentNow().messages).toEqual([
      { role: 'system', text: 'Be kind.' },
      { role: 'system', text: 'Be brief.' },
    ]);
    joinWithNext(prompt.messages, key(prompt, 0));
    expect(texts(prompt)).toEqual(['Be kind.\n\nBe brief.']);
    expect(prompt.documents.stateOf(key(prompt, 0)).selection.main.head).toBe(10);
  });

  test('CR LF line ends stay what they are', async () => {
    const prompt = await holding('one\r\ntwo\r\n\r\nthree\r\nfour');
    putCursor(prompt, 0, 8);
    splitMessage(prompt.messages, key(prompt, 0));
    expect(texts(prompt)).toEqual(['one\r\ntwo', 'three\r\nfour']);
    joinWithNext(prompt.messages, key(prompt, 0));
    expect(texts(prompt)).toEqual(['one\r\ntwo\r\n\r\nthree\r\nfour']);
  });
});

describe('taking back', () => {
  test('what was typed after a split goes first, wherever it was typed; then the split; then what was typed before', async () => {
    const prompt = await holding('Be kind.Be brief.', 'Hello');
    type(prompt, 0, ' Old.');
    putCursor(prompt, 0, 8);
    splitMessage(prompt.messages, key(prompt, 0));
    type(prompt, 1, ' New.');
    expect(texts(prompt)).toEqual(['Be kind.', 'Be brief. Old. New.', 'Hello']);
    expect(undo(prompt, 0)).toBe(key(prompt, 1)); // shows where it was
    expect(texts(prompt)).toEqual(['Be kind.', 'Be brief. Old.', 'Hello']);
    undo(prompt, 0);
    expect(texts(prompt)).toEqual(['Be kind.Be brief. Old.', 'Hello']);
    undo(prompt, 0);
    expect(texts(prompt)).toEqual(['Be kind.Be brief.', 'Hello']);
    expect(undo(prompt, 0)).toBeNull();
    redo(prompt, 0);
    redo(prompt, 0);
    expect(texts(prompt)).toEqual(['Be kind.', 'Be brief. Old.', 'Hello']);
    redo(prompt, 1);
    expect(texts(prompt)).toEqual(['Be kind.', 'Be brief. Old. New.', 'Hello']);
  });

  test('typing right after a step is a change of its own', async () => {
    const prompt = await holding('One', 'Two');
    type(prompt, 0, '!');
    setRole(prompt.messages, key(prompt, 0), 'developer');
    type(prompt, 0, '?');
    undo(prompt);
    expect(texts(prompt)).toEqual(['One!', 'Two']);
    undo(prompt);
    expect(prompt.messages.items[0]!.role).toBe('system');
    undo(prompt);
    expect(texts(prompt)).toEqual(['One', 'Two']);
  });

  test('a whole content that is written is one step, settings included', async () => {
    const prompt = await holding('One', 'Two');
    const before = prompt.contentNow();
    prompt.write({ ...said('Else'), settings: { temperature: 1 }, format: 'mustache' });
    expect(texts(prompt)).toEqual(['Else']);
    undo(prompt);
    expect(prompt.contentNow()).toEqual(before);
  });

  test('the toast of a removed message puts it back even after other steps', async () => {
    const prompt = await holding('One', 'Two', 'Three');
    const back = removeMessages(prompt.messages, [key(prompt, 1)]);
    setRole(prompt.messages, key(prompt, 0), 'developer');
    back();
    back();
    expect(texts(prompt)).toEqual(['One', 'Two', 'Three']);
  });

  test('a pasted conversation is taken back at once, and not where its messages were written in since', async () => {
    const prompt = await holding('', 'Two');
    const messages = said('You help.', 'Hi', 'There').messages;
    const first = replaceMessage(prompt.messages, key(prompt, 0), messages);
    expect(prompt.messages.history.takeBack(first.step!)).toBe(true);
    expect(texts(prompt)).toEqual(['', 'Two']);
    const second = replaceMessage(prompt.messages, key(prompt, 0), messages);
    type(prompt, 1, '!');
    expect(prompt.messages.history.takeBack(second.step!)).toBe(false);
    expect(texts(prompt)).toEqual(['You help.', 'Hi!', 'There', 'Two']);
  });

  test('a draft taken from another window begins a new history', async () => {
    const { host, prompt } = await opened();
    moveMessages(prompt.messages, [key(prompt, 0)], 1);
    host.write(said('Theirs'));
    await prompt.takeTheirs();
    expect(undo(prompt)).not.toBeNull(); // the text that was replaced
    expect(texts(prompt)).toHaveLength(1);
  });
});

const Action = fc.record({
  kind: fc.constantFrom('type', 'split', 'join', 'move', 'remove', 'duplicate', 'role', 'add'),
  at: fc.nat(20),
  to: fc.nat(20),
});

describe('for any writing', () => {
  test('taking everything back gives the text that was opened, and making it again what was written', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(Action, { maxLength: 15 }), async (actions) => {
        const prompt = await holding('Be kind.\nBe brief.', 'Hello', 'Dear');
        const opening = prompt.contentNow();
        for (const action of actions) perform(prompt, action);
        const written = prompt.contentNow();
        takeAll(prompt, 'undo');
        expect(prompt.contentNow()).toEqual(opening);
        takeAll(prompt, 'redo');
        expect(prompt.contentNow()).toEqual(written);
      }),
    );
  });
});

function perform(prompt: OpenPrompt, { kind, at, to }: { kind: string; at: number; to: number }): void {
  const { messages } = prompt;
  if (messages.items.length === 0) return void addMessage(messages, { role: 'user', text: 'New' });
  const index = at % messages.items.length;
  const here = key(prompt, index);
  prompt.documents.putCursor(here, Math.min(to, prompt.documents.stateOf(here).doc.length));
  if (kind === 'type') type(prompt, index, ` ${to}`);
  if (kind === 'split') splitMessage(messages, here);
  if (kind === 'join') joinWithNext(messages, here);
  if (kind === 'move') moveMessages(messages, [here], to % messages.items.length);
  if (kind === 'remove' && messages.items.length > 1) removeMessages(messages, [here]);
  if (kind === 'duplicate') duplicateMessages(messages, [here]);
  if (kind === 'role') setRole(messages, here, ROLES[to % ROLES.length]!);
  if (kind === 'add') addMessage(messages, { role: 'user', text: 'New' }, here);
  return undefined;
}

/** Undo pressed in every message until it does nothing anywhere. */
function takeAll(prompt: OpenPrompt, way: 'undo' | 'redo'): void {
  for (let went = true; went;) {
    went = false;
    for (const { key: each } of prompt.messages.items)
      if (prompt.messages.indexOf(each) >= 0 && prompt.messages.history[way](each) !== null) went = true;
  }
}
