import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyImport } from '../interchange/apply-carried.ts';
import { LossList } from '../../../main/interchange/loss-list.ts';
import { archivePrompts, createPrompt, renamePrompt, tagPrompts } from '../../../main/registry/edit-prompts.ts';
import { moveLabel } from '../../../main/registry/move-label.ts';
import type { Registry } from '../../../main/registry/registry.ts';
import { readAhead, searchPrompts, type SearchInput } from '../../../main/registry/search.ts';
import type { SearchHit } from '../../../shared/contract.ts';
import { nameFrom } from '../../../shared/names.ts';
import { commit, newWorkspace, openAt, promptWith, says } from './workspace-under-test.ts';

// What queries trip over: FTS5's own words and marks, LIKE's wildcards, quotes, letters beyond ASCII and beyond the
// basic plane, combining marks, letters that change their length with their case, white space of every kind, and NUL.
const part = fc.oneof(
  fc.constantFrom(
    'AND',
    'NEAR(',
    'NOT',
    '*',
    '"',
    "'",
    '%',
    '_',
    '\\',
    '^',
    ':',
    '{',
    '}',
    '(',
    ')',
    '-',
    '+',
    '$&',
    '[a-z]',
    '.*',
  ),
  fc.constantFrom('é', 'e\u0301', 'ß', 'İ', 'ı', 'ſ', 'K', 'Σ', 'ς', 'ǆ', 'Ა', '東京', '🙂', '👩‍🚀', 'Привет', 'ΑΣ'),
  fc.constantFrom(' ', '  ', '\n', '\n\n', '\t', '\u00a0', '\u3000', '\r\n'),
  fc.constantFrom('\u0000', '\u200b', '\ufffd'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4 }),
  fc.stringMatching(/^[a-zA-Z]{1,8}$/),
);
const passage = fc.array(part, { minLength: 1, maxLength: 30 }).map((parts) => parts.join(''));

describe('search finds', () => {
  test('any three characters or more of any name and any text', () => {
    const registry = newWorkspace();
    const texts = fc.sample(fc.tuple(passage, passage), { numRuns: 120, seed: 5 });
    const prompts = texts.map(([name, text], at) => {
      const called = nameFrom(`${at} ${name.slice(0, 100)}`, false);
      return { called, text, ...promptWith(registry, called, 'an older text', text) };
    });
    const indexes = fc.nat(prompts.length - 1);
    fc.assert(
      fc.property(indexes, fc.boolean(), fc.nat(), fc.nat(), (at, inName, from, length) => {
        const { called, text, promptId } = prompts[at]!;
        const query = piece(inName ? called : text, from, length);
        fc.pre(query !== null);
        const { hits } = search(registry, { text: query, limit: 500 });
        expect(hits.map((hit) => hit.promptId)).toContain(promptId);
      }),
      { numRuns: 1_000 },
    );
  });

  test.each([
    ['words that are all short, in a row', 'as it is, so be it', 'it is, so be'],
    ['two words over a line break', 'to\nbe', 'to be'],
    ['a passage as it was pasted, with its line breaks', 'first line\n\n  second line', 'line\n\n  second'],
    ['letters after a NUL', 'before\u0000after', 'after'],
    ['composed letters typed apart', 'caf\u00e9 noir', 'cafe\u0301'],
    ['letters typed apart, composed', 'cafe\u0301 noir', 'caf\u00e9'],
    ['upper case in lower', 'GRÜSSE AN ALLE', 'grüsse'],
    ['lower case in upper', 'привет', 'ПРИВЕТ'],
    ['a percent sign', '100% sure', '00% s'],
    ['quotes', 'say "yes" or \'no\'', '"yes" or \''],
    ['FTS5 operators', 'this AND that NEAR(x y) OR *', 'AND that NEAR(x'],
    ['template marks', 'Hello {{ customer.name | upcase }}!', '{{ customer.name |'],
  ])('%s', (_, text, query) => {
    const registry = newWorkspace();
    const { promptId } = promptWith(registry, 'a prompt', text);
    promptWith(registry, 'another', 'something else');
    const { hits } = search(registry, { text: query });
    expect(hits.map((hit) => hit.promptId)).toEqual([promptId]);
    expect(hits[0]!.fragment?.matches.length).toBeGreaterThan(0);
  });

  test('every word, wherever it stands', () => {
    const registry = newWorkspace();
    promptWith(registry, 'both', 'the harbour at night is silver');
    promptWith(registry, 'one', 'silver');
    promptWith(registry, 'none', 'gold');
    expect(named(search(registry, { text: 'silver harbour' }).hits)).toEqual(['both']);
    expect(named(search(registry, { text: 'silver at' }).hits)).toEqual(['both']);
    expect(named(search(registry, { text: 'silver gold' }).hits)).toEqual([]);
  });

  test('names by words of one or two letters', () => {
    const registry = newWorkspace();
    for (const name of ['qa/Überblick', 'other', 'x_y']) createPrompt(registry, name);
    expect(named(search(registry, { text: 'qa' }).hits)).toEqual(['qa/Überblick']);
    expect(named(search(registry, { text: 'üB' }).hits)).toEqual(['qa/Überblick']);
    expect(named(search(registry, { text: '_' }).hits)).toEqual(['x_y']);
    expect(search(registry, { text: '   ' })).toEqual({ hits: [], more: false });
  });

  test('what an import brought in, and what another process committed', () => {
    const registry = newWorkspace();
    const carried = {
      name: 'imported',
      tags: [],
      labels: {},
      versions: [
        { content: says('old walnut'), message: '' },
        { content: says('new pecan'), message: '' },
      ],
    };
    applyImport(registry, [carried], new LossList(false), { folder: '' });
    expect(named(search(registry, { text: 'pecan' }).hits)).toEqual(['imported']);
    expect(search(registry, { text: 'walnut' }).hits).toEqual([]);
    const other = openAt(registry.path);
    promptWith(other, 'theirs', 'macadamia');
    expect(named(search(registry, { text: 'macadamia' }).hits)).toEqual(['theirs']);
  });
});

describe('search does not find', () => {
  test('what older versions said, nor what a prompt was called', () => {
    const registry = newWorkspace();
    const { promptId } = promptWith(registry, 'formerly', 'mahogany');
    expect(search(registry, { text: 'mahogany' }).hits).toHaveLength(1);
    commit(registry, promptId, 'teak');
    renamePrompt(registry, promptId, 'nowadays');
    for (const text of ['mahogany', 'formerly']) expect(search(registry, { text }).hits).toEqual([]);
    for (const text of ['teak', 'nowadays']) expect(search(registry, { text }).hits).toHaveLength(1);
  });

  test('what was taken back', () => {
    const registry = newWorkspace();
    expect(() =>
      registry.transaction(() => {
        promptWith(registry, 'a', 'mahogany');
        throw new Error('no');
      }),
    ).toThrow('no');
    promptWith(registry, 'b', 'teak');
    expect(search(registry, { text: 'mahogany' }).hits).toEqual([]);
    expect(named(search(registry, { text: 'teak' }).hits)).toEqual(['b']);
  });

  test('archived prompts, unless asked', () => {
    const registry = newWorkspace();
    const ids = ['one', 'two', 'three'].map((name) => promptWith(registry, name, 'walnut').promptId);
    archivePrompts(registry, ids.slice(0, 2), true);
    expect(named(search(registry, { text: 'walnut' }).hits)).toEqual(['three']);
    const all = search(registry, { text: 'walnut', archived: true }).hits;
    expect(new Map(all.map((hit) => [hit.name, hit.archived]))).toEqual(
      new Map([
        ['one', true],
        ['two', true],
        ['three', false],
      ]),
    );
    archivePrompts(registry, ids, false);
    expect(search(registry, { text: 'walnut' }).hits).toHaveLength(3);
  });

  test('letters in another order', () => {
    const registry = newWorkspace();
    promptWith(registry, 'a', 'abcd bcde');
    expect(search(registry, { text: 'abcde' }).hits).toEqual([]);
  });
});

describe('search results', () => {
  test('are narrowed by label and by tag', () => {
    const registry = newWorkspace();
    const [a, b] = ['one', 'two', 'three'].map((name) => promptWith(registry, name, 'walnut'));
    moveLabel(registry, {
      promptId: a!.promptId,
      label: 'production',
      versionId: a!.versions[0]!.versionId,
      expectedMoveId: null,
      reason: '',
    });
    tagPrompts(registry, [a!.promptId, b!.promptId], ['50% "off"'], []);
    expect(named(search(registry, { text: 'walnut', label: 'production' }).hits)).toEqual(['one']);
    expect(named(search(registry, { text: 'walnut', tag: '50% "off"' }).hits).toSorted()).toEqual(['one', 'two']);
    expect(search(registry, { text: 'walnut', label: 'staging' }).hits).toEqual([]);
    expect(named(search(registry, { text: 'tw', tag: '50% "off"' }).hits)).toEqual(['two']);
  });

  test('put names before texts, and whole phrases before scattered words', () => {
    const registry = newWorkspace();
    promptWith(registry, 'scattered', 'note the meeting, then a release');
    promptWith(registry, 'phrase', 'write the release note for us');
    promptWith(registry, 'in its name: release note', 'something long about nothing at all');
    promptWith(registry, 'many', 'note release '.repeat(50));
    const order = named(search(registry, { text: 'release note' }).hits);
    expect(order[0]).toBe('in its name: release note');
    expect(order.indexOf('phrase')).toBeLessThan(order.indexOf('scattered'));
    expect(order).toHaveLength(4);
  });

  test('say whether there are more', () => {
    const registry = newWorkspace();
    registry.transaction(() => {
      for (let at = 0; at < 30; at += 1) promptWith(registry, `prompt ${at}`, `walnut ${at} zz`);
    });
    expect(search(registry, { text: 'walnut', limit: 30 })).toMatchObject({ more: false, hits: { length: 30 } });
    expect(search(registry, { text: 'walnut', limit: 29 })).toMatchObject({ more: true, hits: { length: 29 } });
    expect(search(registry, { text: 'walnut zz', limit: 29 })).toMatchObject({ more: true, hits: { length: 29 } });
    expect(search(registry, { text: 'prompt', limit: 10 })).toMatchObject({ more: true, hits: { length: 10 } });
    expect(search(registry, { text: '9 zz', limit: 2 })).toMatchObject({ more: true, hits: { length: 2 } });
  });

  test('mark every match, in the name and in the passage', () => {
    const registry = newWorkspace();
    const before = 'x'.repeat(300);
    promptWith(registry, 'Walnut tree', `${before}\nCrack a walnut,\nthen another WALNUT. ${before}`);
    const { hits } = search(registry, { text: 'walnut' });
    const { name, nameMatches, fragment } = hits[0]!;
    expect(nameMatches.map(([from, to]) => name.slice(from, to))).toEqual(['Walnut']);
    expect(fragment!.matches.map(([from, to]) => fragment!.text.slice(from, to))).toEqual(['walnut', 'WALNUT']);
    expect(fragment!.text).toMatch(/^….*…$/);
    expect(fragment!.text.length).toBeLessThan(250);
  });

  test('show the whole phrase rather than a short word that stands earlier', () => {
    const registry = newWorkspace();
    promptWith(registry, 'a', `to ${'filler '.repeat(60)} go to market ${'filler '.repeat(60)}`);
    const { fragment } = search(registry, { text: 'to market' }).hits[0]!;
    expect(fragment!.matches.map(([from, to]) => fragment!.text.slice(from, to))).toContain('to market');
  });

  test('hold the match at the places they give, whatever was asked', () => {
    const registry = newWorkspace();
    const texts = fc.sample(passage, { numRuns: 60, seed: 8 }).map((text) => `${text} ${'filler '.repeat(40)}${text}`);
    const prompts = texts.map((text, at) => ({ text, ...promptWith(registry, `prompt ${at}`, text) }));
    fc.assert(
      fc.property(fc.nat(prompts.length - 1), fc.nat(), fc.nat(), (at, from, length) => {
        const { text, promptId } = prompts[at]!;
        const query = piece(text, from, length);
        fc.pre(query !== null);
        const hit = search(registry, { text: query, limit: 500 }).hits.find((hit) => hit.promptId === promptId)!;
        expect(hit.fragment?.matches.length).toBeGreaterThan(0);
        for (const [start, end] of hit.fragment!.matches) {
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(hit.fragment!.text.length);
        }
        const marked = hit.fragment!.matches.map(([start, end]) => folded(hit.fragment!.text.slice(start, end)));
        const wanted = folded(query);
        expect(marked.some((one) => one.includes(wanted) || wanted.includes(one))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

function search(registry: Registry, input: Partial<SearchInput> & { text: string }) {
  return searchPrompts(registry, { archived: false, limit: 50, ...input });
}

function named(hits: SearchHit[]): string[] {
  return hits.map((hit) => hit.name);
}

/** At least three characters of `text` from a place in it, whole characters only; null where there are not as many left
 *  once the spaces around them are gone. */
function piece(text: string, from: number, length: number): string | null {
  const characters = Array.from(text);
  const start = from % characters.length;
  const some = characters.slice(start, start + 3 + (length % 40)).join('');
  return Array.from(some.replaceAll(/[\s\0]+/g, ' ').trim()).length >= 3 ? some : null;
}

/** As search compares: composed, without case, any white space as one space. */
function folded(text: string): string {
  return text
    .normalize('NFC')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFC')
    .replaceAll(/[\s\0]+/g, ' ')
    .trim();
}

test('reading ahead reads every newest version once, a step at a time, and changes nothing that is found', () => {
  const registry = newWorkspace();
  for (let at = 0; at < 7; at += 1) promptWith(registry, `p${at}`, `text number ${at}`);
  const steps = [...readAhead(registry, 3)];
  expect(steps).toHaveLength(2); // after three, after six; the seventh ends it
  expect(searchPrompts(registry, { text: 'number 4', archived: false, limit: 5 }).hits.map((hit) => hit.name)).toEqual([
    'p4',
  ]);
});
