import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Message, Role } from '../../../shared/content.ts';
import { readTranscript } from '../../../shared/transcript/read-transcript.ts';

const said = (text: string) => readTranscript(text)?.messages.map(({ role, text: words }) => [role, words]);

describe('JSON', () => {
  test('a list of messages as OpenAI takes it', () => {
    const list = [
      { role: 'developer', content: 'Be brief.' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'What is' },
          { type: 'text', text: 'this?' },
        ],
      },
      { role: 'assistant', content: null, tool_calls: [{ id: '1' }] },
      { role: 'tool', tool_call_id: '1', content: '42' },
    ];
    expect(readTranscript(JSON.stringify(list))).toEqual({
      messages: [
        { role: 'developer', text: 'Be brief.' },
        { role: 'user', text: 'What is\n\nthis?' },
        { role: 'assistant', text: '' },
        { role: 'tool', text: '42' },
      ],
      leftOut: ['tool calls'],
    });
  });

  test('requests of Anthropic, Google and the Responses API, with what is said to the system', () => {
    const words = [
      ['system', 'Be brief.'],
      ['user', 'Hi'],
      ['assistant', 'Hello'],
    ];
    const anthropic = {
      model: 'm',
      system: [{ type: 'text', text: 'Be brief.' }],
      messages: [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: [{ type: 'text', text: 'Hello' }] },
      ],
    };
    const google = {
      systemInstruction: { parts: [{ text: 'Be brief.' }] },
      contents: [
        { role: 'user', parts: [{ text: 'Hi' }] },
        { role: 'model', parts: [{ text: 'Hello' }] },
      ],
    };
    const responses = {
      instructions: 'Be brief.',
      input: [
        { role: 'user', content: [{ type: 'input_text', text: 'Hi' }] },
        { role: 'assistant', content: [{ type: 'output_text', text: 'Hello' }] },
      ],
    };
    for (const request of [anthropic, google, responses]) expect(said(JSON.stringify(request))).toEqual(words);
  });

  test('ShareGPT, and the place of a chat history', () => {
    const shared = {
      conversations: [
        { from: 'human', value: 'Hi' },
        { from: 'gpt', value: 'Hello' },
      ],
    };
    expect(said(JSON.stringify(shared))).toEqual([
      ['user', 'Hi'],
      ['assistant', 'Hello'],
    ]);
    const placed = [
      { role: 'system', content: 'x' },
      { type: 'placeholder', name: 'history' },
    ];
    expect(said(JSON.stringify(placed))?.[1]).toEqual(['placeholder', 'history']);
  });

  test('an image is named as left out', () => {
    const list = [
      {
        role: 'user',
        content: [
          { type: 'text', text: 'Look' },
          { type: 'image_url', image_url: {} },
        ],
      },
    ];
    expect(readTranscript(JSON.stringify(list))).toEqual({
      messages: [{ role: 'user', text: 'Look' }],
      leftOut: ['images'],
    });
  });

  test('other JSON is no conversation', () => {
    for (const text of [
      '[]',
      '{}',
      '[1, 2]',
      '[{"role":"admin","content":"x"}]',
      '{"messages":[{"text":"x"}]}',
      '[{"a":1}]',
    ])
      expect(readTranscript(text)).toBeNull();
  });
});

describe('written down', () => {
  test('ChatML, to the byte, without the open turn at its end', () => {
    const text =
      '<|im_start|>system\nBe brief.\n\n<|im_end|>\n<|im_start|>user\n User: hi<|im_end|>\n<|im_start|>assistant\n';
    expect(said(text)).toEqual([
      ['system', 'Be brief.\n\n'],
      ['user', ' User: hi'],
    ]);
  });

  test('speakers before a colon, bold, said, and as headings', () => {
    const expected = [
      ['user', 'Hi'],
      ['assistant', 'Hello\n\nthere'],
    ];
    for (const text of [
      'User: Hi\nAssistant: Hello\n\nthere',
      'Human: Hi\n\nAI: Hello\n\nthere\n\n',
      '\n**User:** Hi\n\n**Assistant:** Hello\n\nthere',
      'You said:\nHi\nChatGPT said:\nHello\n\nthere',
    ])
      expect(said(text)).toEqual(expected);
    expect(said('### System\nBe brief.\n\n### User\nUser: Hi\n\n### Assistant:\nHello')).toEqual([
      ['system', 'Be brief.'],
      ['user', 'User: Hi'],
      ['assistant', 'Hello'],
    ]);
    expect(said('USER: Hi\r\nASSISTANT: a\r\nb\r\n')).toEqual([
      ['user', 'Hi'],
      ['assistant', 'a\r\nb'],
    ]);
  });

  test('prose, notes and lists of facts are none', () => {
    for (const text of [
      'Note: call back tomorrow.',
      'User: only one turn',
      'System: Windows 11\nUser: admin',
      'As we said:\nUser: hi\nAssistant: hello',
      '## User\nWho may log in.\n\n## Permissions\nNone.',
      'Assistant: hello\nAssistant: again',
      'The user: a study\nassistant: none',
      '{{ user }}: hi',
    ])
      expect(readTranscript(text)).toBeNull();
  });
});

const SPEAKERS: [Role, string][] = [
  ['system', 'System'],
  ['user', 'User'],
  ['assistant', 'Assistant'],
];

/** Words that no line of a transcript could be taken for, and that do not end in the white space between turns. */
const Words = fc
  .array(fc.string({ unit: 'grapheme' }), { maxLength: 4 })
  .map((lines) => lines.join('\n'))
  .filter(
    (text) =>
      !/^(#|\*|\w+( said)?:)/m.test(text) &&
      !/[\r\u2028\u2029]/.test(text) &&
      text === text.trimEnd() &&
      !/^\s/.test(text),
  );
const Turns = fc
  .array(fc.tuple(fc.constantFrom(...SPEAKERS), Words), { maxLength: 6 })
  .map((turns) => [[SPEAKERS[1]!, 'Hi'], ...turns, [SPEAKERS[2]!, 'Hello']] as [[Role, string], string][]);
const expected = (turns: [[Role, string], string][]): Message[] => turns.map(([[role], text]) => ({ role, text }));

describe('for any text', () => {
  test('each turn is kept to the byte, written in any way', () => {
    fc.assert(
      fc.property(Turns, (turns) => {
        const plain = turns.map(([[, name], text]) => `${name}: ${text}`).join('\n\n');
        const headed = turns.map(([[, name], text]) => `### ${name}\n${text}`).join('\n\n');
        expect(readTranscript(plain)?.messages).toEqual(expected(turns));
        expect(readTranscript(headed)?.messages).toEqual(expected(turns));
      }),
    );
  });

  test('JSON and ChatML keep even what looks like a mark', () => {
    const Any = fc.array(fc.tuple(fc.constantFrom(...SPEAKERS), fc.string({ unit: 'binary' })), { minLength: 1 });
    fc.assert(
      fc.property(Any, (turns) => {
        const list = turns.map(([[role], content]) => ({ role, content }));
        expect(readTranscript(JSON.stringify({ messages: list }))?.messages).toEqual(expected(turns));
        fc.pre(turns.every(([, text]) => !text.includes('<|im_')));
        const chatMl = turns.map(([[role], text]) => `<|im_start|>${role}\n${text}<|im_end|>`).join('\n');
        expect(readTranscript(chatMl)?.messages).toEqual(expected(turns));
      }),
    );
  });

  test('what holds no mark of a conversation is null', () => {
    const text = fc
      .oneof(fc.string({ unit: 'grapheme' }), fc.lorem({ mode: 'sentences' }), fc.json())
      .filter((each) => !/user|human|assistant|you said|messages|role|im_start/i.test(each));
    fc.assert(
      fc.property(text, (each) => {
        expect(readTranscript(each)).toBeNull();
      }),
    );
  });
});
