import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { text } from '../../../main/interchange/text.ts';
import { anyPrompts, filledContent, plainContent } from '../../arbitrary-content.ts';
import { readAll, roundTrip, unreported, withoutPlaces, writeAll } from './round-trip.ts';

const message = (role: 'system' | 'user' | 'assistant', text: string) => ({ role, text });
const prompt = (name: string, ...messages: ReturnType<typeof message>[]) => ({
  name,
  tags: [],
  labels: {},
  versions: [
    {
      message: '',
      content: {
        format: 'liquid' as const,
        messages,
        variables: [],
        settings: {},
        tools: [],
        responseSchema: null,
        extra: {},
      },
    },
  ],
});

describe('reading text files', () => {
  test('each file is a prompt called by its path, its text exact to the byte', () => {
    const { prompts, losses } = readAll(text, { 'a/b.md': '\n# Hi\r\n\n', 'c.txt': 'x' });
    expect(prompts.map((prompt) => [prompt.name, prompt.versions[0]!.content.messages])).toEqual([
      ['a/b', [message('user', '\n# Hi\r\n\n')]],
      ['c', [message('user', 'x')]],
    ]);
    expect(losses).toEqual([]);
  });

  test('system.md and user.md in one folder are the two messages of the prompt it is called after', () => {
    const { prompts } = readAll(text, { 'p/tidy/user.md': 'u', 'p/tidy/system.md': 's', 'p/tidy/README.md': 'r' });
    expect(prompts.map((prompt) => [prompt.name, prompt.versions[0]!.content.messages])).toEqual([
      ['p/tidy', [message('system', 's'), message('user', 'u')]],
      ['p/tidy/README', [message('user', 'r')]],
    ]);
  });

  test('one of the two may be missing or empty', () => {
    const { prompts } = readAll(text, { 'a/system.md': 's', 'a/user.md': '', 'b/user.txt': 'u', 'system.md': 't' });
    expect(prompts.map((prompt) => [prompt.name, prompt.versions[0]!.content.messages])).toEqual([
      ['a', [message('system', 's')]],
      ['b', [message('user', 'u')]],
      ['system', [message('system', 't')]],
    ]);
  });

  test('an empty file and a name that cannot be are reported and passed over', () => {
    const { prompts, losses } = readAll(text, { 'empty.md': ' \n', '../up.md': 'x', 'a@b.md': 'x' });
    expect(prompts.map(({ name }) => name)).toEqual(['a at b']);
    expect(losses.map(({ severity, file }) => [severity, file])).toEqual([
      ['error', 'empty.md'],
      ['error', '../up.md'],
      ['note', 'a@b.md'],
    ]);
  });
});

describe('writing text files', () => {
  test('a user message is a file, a system message a folder with one, both a folder with two', () => {
    const { files, losses } = writeAll(text, [
      prompt('a', message('user', 'u')),
      prompt('b', message('system', 's')),
      prompt('c/d', message('system', 's'), message('user', 'u')),
      prompt('e/user', message('user', 'u')),
    ]);
    expect(files.map((file) => file.path)).toEqual([
      'a.md',
      'b/system.md',
      'c/d/system.md',
      'c/d/user.md',
      'e/user/user.md',
    ]);
    expect(losses).toEqual([]);
  });

  test('other messages get headings, which is reported', () => {
    const { files, losses } = writeAll(text, [prompt('a', message('user', 'u'), message('assistant', 'v\n'))]);
    expect(new TextDecoder().decode(files[0]!.bytes)).toBe('# user\n\nu\n\n# assistant\n\nv\n');
    expect(losses).toMatchObject([{ severity: 'loss', prompt: 'a' }]);
  });

  test('what is not reported comes back the same', () => {
    fc.assert(
      fc.property(anyPrompts(fc.oneof(plainContent, filledContent)), (prompts) => {
        const { prompts: back, written } = roundTrip(text, prompts);
        const kept = new Map(withoutPlaces(back).map((prompt) => [prompt.name, prompt]));
        for (const prompt of unreported(prompts, written)) {
          const version = { content: prompt.versions.at(-1)!.content, message: '' };
          expect(kept.get(prompt.name)).toEqual({ name: prompt.name, tags: [], labels: {}, versions: [version] });
        }
      }),
      { numRuns: 300 },
    );
  });

  test('names that a disk cannot hold are changed, apart from each other, and reported', () => {
    const names = ['What?', 'What*', '.hidden', 'NUL', 'x'.repeat(199) + '…', '語'.repeat(100)];
    const { files, losses } = writeAll(
      text,
      names.map((name) => prompt(name, message('user', 'u'))),
    );
    expect(files.map((file) => file.path).slice(0, 4)).toEqual(['What-.md', 'What- 2.md', '-hidden.md', 'NUL-.md']);
    expect(files.every((file) => Buffer.byteLength(file.path) <= 255)).toBe(true);
    expect(losses.map((loss) => loss.prompt)).toEqual(names.filter((name) => !name.startsWith('x')));
  });
});
