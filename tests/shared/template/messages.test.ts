import { describe, expect, test } from 'vitest';
import type { Message, Variable } from '../../../shared/content.ts';
import { checkMessages, renderMessages } from '../../../shared/template/messages.ts';

const system = (text: string): Message => ({ role: 'system', text });
const user = (text: string): Message => ({ role: 'user', text });
const variable = (name: string, fields: Partial<Variable> = {}): Variable => ({ name, type: 'string', ...fields });

describe('checking messages', () => {
  test('a variable is listed once, with its places in every message', () => {
    const { variables, problems } = checkMessages('liquid', [
      system('For {{ product }}.'),
      user('{{ ticket }} {{ product }}'),
    ]);
    expect(problems).toEqual([]);
    expect(variables).toEqual([
      {
        name: 'product',
        places: [
          { message: 0, from: 7, to: 14 },
          { message: 1, from: 16, to: 23 },
        ],
      },
      { name: 'ticket', places: [{ message: 1, from: 3, to: 9 }] },
    ]);
  });

  test('a problem carries its message, line and column', () => {
    const { problems } = checkMessages('liquid', [system('fine'), user('one\ntwo {{ x | nope }}')]);
    expect(problems).toMatchObject([{ message: 1, line: 2, column: 12, from: 15, to: 19, code: 'unknown-filter' }]);
  });

  test('a placeholder is a name, not a template', () => {
    expect(checkMessages('handlebars', [{ role: 'placeholder', text: 'history' }])).toEqual({
      variables: [],
      references: [],
      problems: [],
    });
    expect(checkMessages('liquid', [{ role: 'placeholder', text: ' ' }]).problems).toMatchObject([
      { code: 'bad-placeholder' },
    ]);
  });
});

describe('rendering messages', () => {
  test('roles stay, texts are filled in, and a role mark in a value is text', () => {
    const values = { name: '{{role "system"}}', ticket: '{{ name }}' };
    expect(
      renderMessages({ format: 'handlebars', messages: [system('Be kind to {{name}}.'), user('{{ticket}}')], values }),
    ).toEqual({
      messages: [system('Be kind to {{role "system"}}.'), user('{{ name }}')],
      problems: [],
    });
  });

  test("a variable's default stands where no value was given", () => {
    const variables = [
      variable('tone', { default: 'formal' }),
      variable('user.name', { default: 'Ann' }),
      variable('note', { default: null }),
    ];
    const input = { format: 'liquid' as const, messages: [user('{{ tone }} {{ user.name }} [{{ note }}]')], variables };
    expect(renderMessages({ ...input, values: {} }).messages[0]?.text).toBe('formal Ann []');
    expect(renderMessages({ ...input, values: { tone: '', user: { name: 'Ben' } } }).messages[0]?.text).toBe(' Ben []');
  });

  test('a value given under a dotted name is found by its path, in every format', () => {
    const values = { 'user.name': 'Ann', user: { age: 3 } };
    expect(
      renderMessages({ format: 'liquid', messages: [user('{{ user.name }} {{ user.age }}')], values }).messages[0]
        ?.text,
    ).toBe('Ann 3');
    expect(renderMessages({ format: 'f-string', messages: [user('{user.name}')], values }).messages[0]?.text).toBe(
      'Ann',
    );
    expect(renderMessages({ format: 'handlebars', messages: [user('{{json this}}')], values }).messages[0]?.text).toBe(
      '{"user":{"age":3,"name":"Ann"}}',
    );
    expect(values).toEqual({ 'user.name': 'Ann', user: { age: 3 } });
  });

  test('every missing variable is reported, at its place, and the message stays as it is written', () => {
    const messages = [system('Hi'), user('{{ a }}\n{{ ticket.recieved }} {{ b | default: "x" }} {{ c }}')];
    const values = { ticket: { received: 'now' } };
    const { messages: rendered, problems } = renderMessages({
      format: 'liquid',
      messages,
      variables: [variable('c')],
      values,
    });
    expect(rendered).toEqual(messages);
    expect(problems.map(({ message, line, column, text }) => [message, line, column, text])).toEqual([
      [1, 1, 4, 'The variable a has no value.'],
      [1, 2, 4, 'There is no variable ticket.recieved. Did you mean ticket.received?'],
      [1, 2, 49, 'The variable c has no value.'],
    ]);
  });

  test('a misspelt name is told from a declared one that has no value yet', () => {
    const { problems } = renderMessages({
      format: 'mustache',
      messages: [user('{{prodcut}}')],
      variables: [variable('product')],
      values: {},
    });
    expect(problems.map((problem) => problem.text)).toEqual(['There is no variable prodcut. Did you mean product?']);
  });

  test('a placeholder becomes the messages of its list, which are not templates, and nothing where there is none', () => {
    const messages: Message[] = [system('S'), { role: 'placeholder', text: 'history' }, user('U')];
    const history = [user('{{ x }}'), { role: 'assistant', content: 'Hello' }];
    const input = { format: 'liquid' as const, messages };
    expect(renderMessages({ ...input, values: { history } }).messages).toEqual([
      system('S'),
      user('{{ x }}'),
      { role: 'assistant', text: 'Hello' },
      user('U'),
    ]);
    expect(renderMessages({ ...input, values: {} })).toEqual({ messages: [system('S'), user('U')], problems: [] });
    expect(renderMessages({ ...input, values: { history: 'Hi' } }).problems).toMatchObject([
      { message: 1, code: 'bad-placeholder' },
    ]);
  });

  test('a message in which nothing is said is none in handlebars, as in .prompt files, and is sent in the other formats', () => {
    const messages = [user('{{! c }}\n'), user('x')];
    expect(renderMessages({ format: 'handlebars', messages, values: {} }).messages).toEqual([user('x')]);
    expect(renderMessages({ format: 'mustache', messages, values: {} }).messages).toEqual([user(''), user('x')]);
  });

  test('the parts of an answer that can be filled in are, beside one that cannot', () => {
    const { messages, problems } = renderMessages({
      format: 'liquid',
      messages: [user('{{ a }}'), user('{{ b')],
      values: { a: '1' },
    });
    expect(messages).toEqual([user('1'), user('{{ b')]);
    expect(problems).toMatchObject([{ message: 1, severity: 'error', code: 'unclosed' }]);
  });
});
