import { describe, expect, test } from 'vitest';
import { type Content, emptyContent, type Message } from '../../../shared/content.ts';
import { conflictsOf } from '../../../shared/merge/conflicts.ts';
import { mergeContent } from '../../../shared/merge/merge-content.ts';
import { type Choices, resolved } from '../../../shared/merge/resolve-merge.ts';

function says(...messages: Message[]): Content {
  return { ...emptyContent(), messages };
}

function system(text: string): Message {
  return { role: 'system', text };
}

function user(text: string): Message {
  return { role: 'user', text };
}

function mergeTexts(base: string, mine: string, theirs: string, choices: Choices = {}): string {
  const merge = mergeContent(says(user(base)), says(user(mine)), says(user(theirs)));
  return resolved(merge, choices)
    .messages.map(({ text }) => text)
    .join('\n---\n');
}

function longText(word: string): string {
  return Array.from({ length: 4_000 }, (_, n) => `${word} ${(n * 7_919) % 4_001} of the lines that are here`).join(
    '\n',
  );
}

function questionsOf(base: Content | null, mine: Content, theirs: Content) {
  return conflictsOf(mergeContent(base, mine, theirs)).map(({ title, base, mine, theirs }) => [
    title,
    base,
    mine,
    theirs,
  ]);
}

describe('texts', () => {
  test('lines changed apart from each other both stay', () => {
    expect(mergeTexts('a\nb\nc', 'A\nb\nc', 'a\nb\nC\nd')).toBe('A\nb\nC\nd');
  });

  test('neighbouring lines changed by different sides both stay', () => {
    expect(mergeTexts('one\ntwo', 'one!\ntwo', 'one\ntwo?')).toBe('one!\ntwo?');
  });

  test('one line changed in different words holds both changes', () => {
    expect(
      mergeTexts(
        'Answer the ticket in a formal tone.',
        'Answer every ticket in a formal tone.',
        'Answer the ticket in a warm tone.',
      ),
    ).toBe('Answer every ticket in a warm tone.');
  });

  test('the same words changed differently are a question about the whole line', () => {
    const base = says(user('Be brief.\nUse a formal tone here.\nEnd.'));
    const mine = says(user('Be brief.\nUse a warm tone here.\nEnd.'));
    const theirs = says(user('Be brief.\nUse a strict tone here.\nEnd.'));
    expect(questionsOf(base, mine, theirs)).toEqual([
      ['message 1', 'Use a formal tone here.', 'Use a warm tone here.', 'Use a strict tone here.'],
    ]);
  });

  test('words with only a space between them, changed by different sides, are a question', () => {
    const [base, mine, theirs] = ['the quick fox', 'the slow fox', 'the quick cat'];
    expect(questionsOf(says(user(base)), says(user(mine)), says(user(theirs)))).toEqual([
      ['message 1', base, mine, theirs],
    ]);
  });

  test('a line that one side took out and the other changed is a question, not a loss', () => {
    const merge = mergeContent(says(user('a\nb\nc')), says(user('a\nc')), says(user('a\nb!\nc')));
    const [conflict] = conflictsOf(merge);
    expect(conflict).toMatchObject({ base: 'b', mine: null, theirs: 'b!' });
    const take = (choice: Choices[string]) => resolved(merge, { [conflict!.id]: choice }).messages[0]!.text;
    expect(take({ take: 'mine' })).toBe('a\nc');
    expect(take({ take: 'theirs' })).toBe('a\nb!\nc');
    expect(take({ take: 'typed', text: 'B\nB' })).toBe('a\nB\nB\nc');
    expect(take({ take: 'typed', text: '' })).toBe('a\nc');
  });

  test('what both put in alike is there once, and both sides of a question may stay', () => {
    const merge = mergeContent(says(user('a')), says(user('a\nx\nmine')), says(user('a\nx\ntheirs')));
    const [conflict] = conflictsOf(merge);
    expect(resolved(merge, { [conflict!.id]: { take: 'both' } }).messages[0]!.text).toBe('a\nx\nmine\ntheirs');
  });

  test('no work without bounds: two texts of 200 KB that share no line', () => {
    const [base, mine, theirs] = [longText('base'), longText('mine'), longText('theirs')];
    const [conflict, ...more] = conflictsOf(mergeContent(says(user(base)), says(user(mine)), says(user(theirs))));
    expect(more).toEqual([]);
    expect(conflict!.mine === mine && conflict!.theirs === theirs).toBe(true);
  });
});

describe('messages', () => {
  const base = says(system('You are a support agent.'), user('Here is the ticket: {{ ticket }}'));

  test('one moved and another changed: both happen', () => {
    const mine = says(user('Here is the ticket: {{ ticket }}'), system('You are a support agent.'));
    const theirs = says(system('You are a patient support agent.'), user('Here is the ticket: {{ ticket }}'));
    expect(resolved(mergeContent(base, mine, theirs), {}).messages).toEqual([
      user('Here is the ticket: {{ ticket }}'),
      system('You are a patient support agent.'),
    ]);
  });

  test('both moved them in other ways: one question about the order', () => {
    const [a, b, c] = [system('First of all, alpha.'), user('Then comes the beta.'), user('And in the end gamma.')];
    const merge = mergeContent(says(a, b, c), says(b, a, c), says(c, a, b));
    const [order, ...more] = conflictsOf(merge);
    expect(more).toEqual([]);
    expect(order!.title).toBe('order of the messages');
    expect(resolved(merge, { [order!.id]: { take: 'theirs' } }).messages).toEqual([c, a, b]);
  });

  test('one took a message out that the other changed', () => {
    const mine = says(system('You are a support agent.'));
    const theirs = says(system('You are a support agent.'), user('Here is the urgent ticket: {{ ticket }}'));
    const merge = mergeContent(base, mine, theirs);
    const [conflict] = conflictsOf(merge);
    expect(conflict).toMatchObject({
      about: 'removed',
      title: 'message 2: removed by mine, changed by theirs',
      mine: null,
    });
    expect(resolved(merge, { [conflict!.id]: { take: 'theirs' } })).toEqual(theirs);
    expect(resolved(merge, { [conflict!.id]: { take: 'mine' } })).toEqual(mine);
  });

  test('one took out what the other left alone', () => {
    const mine = says(user('Here is the ticket: {{ ticket }}'));
    const theirs = says(system('You are a support agent.'), user('Here is the ticket: {{ ticket }}. Be quick.'));
    expect(resolved(mergeContent(base, mine, theirs), {}).messages).toEqual([
      user('Here is the ticket: {{ ticket }}. Be quick.'),
    ]);
  });

  test('both added at the end: mine, theirs, or both', () => {
    const [own, other] = [user('Greet them by name.'), user('Offer a refund.')];
    const merge = mergeContent(base, says(...base.messages, own), says(...base.messages, other));
    const [conflict] = conflictsOf(merge);
    expect(conflict!.options).toEqual(['mine', 'theirs', 'both']);
    expect(resolved(merge, { [conflict!.id]: { take: 'both' } }).messages).toEqual([...base.messages, own, other]);
  });

  test('roles changed differently are a question', () => {
    const [mine, theirs] = [says({ role: 'developer', text: 'x' }), says({ role: 'assistant', text: 'x' })];
    expect(questionsOf(says(user('x')), mine, theirs)).toEqual([['message 1: role', 'user', 'developer', 'assistant']]);
  });

  test('without a common past, what both say is there once', () => {
    const mine = says(system('You are a support agent.\nBe kind.'), user('{{ ticket }}'));
    const theirs = says(system('You are a support agent.\nBe kind.\nSign as Ana.'), user('{{ ticket }}'));
    expect(resolved(mergeContent(null, mine, theirs), {})).toEqual(theirs);
  });
});

describe('settings and the like', () => {
  const base: Content = {
    ...says(user('x')),
    settings: { model: 'm1', temperature: 0.2, other: { effort: 1, seed: 2 } },
    variables: [{ name: 'ticket', type: 'string', description: 'what they wrote' }],
    tools: [{ name: 'search', parameters: { type: 'object', properties: { q: { type: 'string' } } } }],
    responseSchema: { type: 'object', properties: { ok: { type: 'boolean' } } },
  };

  test('different keys merge, deep ones too', () => {
    const mine: Content = {
      ...base,
      settings: { ...base.settings, temperature: 0.7, other: { effort: 5, seed: 2 } },
      variables: [
        { name: 'ticket', type: 'string', description: 'the ticket' },
        { name: 'tone', type: 'string' },
      ],
      tools: [
        { name: 'search', description: 'finds', parameters: { type: 'object', properties: { q: { type: 'string' } } } },
      ],
    };
    const theirs: Content = {
      ...base,
      settings: { ...base.settings, model: 'm2', other: { effort: 1 } },
      variables: [
        { name: 'ticket', type: 'json', description: 'what they wrote' },
        { name: 'language', type: 'string' },
      ],
      tools: [
        {
          name: 'search',
          parameters: { type: 'object', properties: { q: { type: 'string' }, limit: { type: 'number' } } },
        },
      ],
      responseSchema: { type: 'object', properties: { ok: { type: 'boolean' }, why: { type: 'string' } } },
    };
    const merge = mergeContent(base, mine, theirs);
    expect(conflictsOf(merge)).toEqual([]);
    expect(resolved(merge, {})).toMatchObject({
      settings: { model: 'm2', temperature: 0.7, other: { effort: 5 } },
      variables: [{ name: 'ticket', type: 'json', description: 'the ticket' }, { name: 'language' }, { name: 'tone' }],
      tools: [{ name: 'search', description: 'finds', parameters: { properties: { limit: { type: 'number' } } } }],
      responseSchema: { properties: { why: { type: 'string' } } },
    });
  });

  test('one key changed differently, and one taken out and changed, are questions', () => {
    const mine: Content = { ...base, settings: { model: 'm2', temperature: 0.9, other: {} }, variables: [] };
    const theirs: Content = {
      ...base,
      settings: { temperature: 0.2, other: { effort: 1, seed: 3 }, model: 'm3' },
      variables: [{ name: 'ticket', type: 'json', description: 'what they wrote' }],
    };
    expect(questionsOf(base, mine, theirs)).toEqual([
      ['setting model', 'm1', 'm2', 'm3'],
      ['setting other › seed', '2', null, '3'],
      [
        'variable ticket',
        '{"description":"what they wrote","name":"ticket","type":"string"}',
        null,
        '{"description":"what they wrote","name":"ticket","type":"json"}',
      ],
    ]);
  });
});
