import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printContent } from '../../../shared/content.ts';
import { commitVersion } from '../../../main/registry/commit-version.ts';
import { createPrompt } from '../../../main/registry/edit-prompts.ts';
import type { Registry } from '../../../main/registry/registry.ts';
import { verify } from '../../../main/registry/verify.ts';
import { versionRows } from '../../../main/registry/version-queries.ts';
import { anyContent } from '../../arbitrary-content.ts';
import { refusalOf } from '../interchange/refusal-of.ts';
import { commit, logOf, newWorkspace, openAt, promptWith, says } from './workspace-under-test.ts';

describe('the change log', () => {
  test('gives back every content to the byte, across keyframes and after opening again', () => {
    const registry = newWorkspace();
    const { promptId } = createPrompt(registry, 'a');
    const contents = fc.sample(fc.tuple(anyContent, fc.string({ unit: 'binary' })), { numRuns: 35, seed: 11 });
    const printed = contents.map(([content, last]) => {
      const whole = { ...content, messages: [...content.messages, { role: 'user' as const, text: last }] };
      commitVersion(registry, { promptId, message: last.slice(0, 50).toWellFormed(), content: whole });
      return printContent(whole);
    });
    expect(contentsOf(registry, promptId)).toEqual(printed);
    const changes = logOf(registry);
    registry.close();
    const again = openAt(registry.path);
    expect(contentsOf(again, promptId)).toEqual(printed);
    expect(logOf(again)).toEqual(changes);
    expect(verify(again).changes).toBe(changes.length);
  });

  test('keeps long texts, short ones after them, and empty ones', () => {
    const registry = newWorkspace();
    const long = 'Grüße aus 東京 🙂\n'.repeat(10_000);
    const texts = ['', long, `${long}!`, 'short', `?${long.repeat(7)}`, '', long.repeat(7)];
    const { promptId } = promptWith(registry, 'a', ...texts);
    registry.close();
    const again = openAt(registry.path);
    expect(contentsOf(again, promptId)).toEqual(texts.map((text) => printContent(says(text))));
    verify(again);
  });

  test('finds the new text where a commit was taken back and another took its place', () => {
    const registry = newWorkspace();
    const { promptId } = promptWith(registry, 'a', 'first');
    expect(() =>
      registry.transaction(() => {
        commit(registry, promptId, 'taken back');
        throw new Error('no');
      }),
    ).toThrow('no');
    commit(registry, promptId, 'second');
    commit(registry, promptId, 'third, packed against the second');
    const expected = ['first', 'second', 'third, packed against the second'].map((text) => printContent(says(text)));
    expect(contentsOf(registry, promptId)).toEqual(expected);
    registry.close();
    expect(contentsOf(openAt(registry.path), promptId)).toEqual(expected);
  });

  test('finds what another process committed where this one took a commit back', () => {
    const registry = newWorkspace();
    const other = openAt(registry.path);
    const { promptId } = promptWith(registry, 'a', 'first');
    expect(() =>
      registry.transaction(() => {
        commit(registry, promptId, 'taken back');
        throw new Error('no');
      }),
    ).toThrow('no');
    commit(other, promptId, 'theirs');
    commit(registry, promptId, 'mine, on theirs');
    expect(contentsOf(registry, promptId)).toEqual(
      ['first', 'theirs', 'mine, on theirs'].map((text) => printContent(says(text))),
    );
  });
});

describe('a stored content with a changed byte', () => {
  test('is named by verify, and reading it gives no other words', () => {
    const registry = newWorkspace();
    const { promptId } = promptWith(
      registry,
      'a',
      ...Array.from({ length: 12 }, (_, at) => `version ${at}: ${'words '.repeat(at)}`),
    );
    const before = contentsOf(registry, promptId);
    const rows = registry.statements.all<{ seq: number; content: Buffer }>(
      'SELECT seq, content FROM changes WHERE content IS NOT NULL',
    );
    for (const { seq, content } of rows) {
      const damaged = Buffer.from(content);
      damaged[Math.floor(content.length / 2)]! ^= 0x10;
      registry.statements.run('UPDATE changes SET content = ? WHERE seq = ?', damaged, seq);
      expect(refusalOf(() => verify(registry))?.message).toMatch(new RegExp(`^Change ${seq} cannot be read`));
      const other = openAt(registry.path);
      for (const [at, text] of before.entries()) {
        const version = versionRows(other, other.state.promptSeq(promptId)!).find((row) => row.number === at + 1)!;
        expect([text, 'error']).toContain(read(other, promptId, version.id));
      }
      registry.statements.run('UPDATE changes SET content = ? WHERE seq = ?', content, seq);
    }
    verify(registry);
  });

  test.each([
    ['a message', `UPDATE changes SET body = replace(body, 'why', 'who') WHERE body LIKE '%why%'`],
    ['an author', `UPDATE changes SET author = 'eve' WHERE version IS NOT NULL`],
    ['the version it builds on', 'UPDATE changes SET parent = NULL WHERE parent IS NOT NULL'],
    ['a number', 'UPDATE versions SET number = 9 WHERE number = 2'],
    ['a name', `UPDATE prompts SET name = 'b'`],
    ['a label', 'UPDATE labels SET number = 1'],
    ['a release', 'DELETE FROM releases'],
    ['a change taken out', 'DELETE FROM changes WHERE seq = 3'],
  ])('is not needed for verify to notice %s', (_, sql) => {
    const registry = newWorkspace();
    const { promptId, versions } = promptWith(registry, 'a', 'one');
    const { versionId } = commit(registry, promptId, 'two', 'why');
    for (const [versionMoved, expected] of [
      [versions[0]!.versionId, null],
      [versionId, 'current'],
    ] as const) {
      const expectedMoveId = expected && registry.state.label(promptId, 'production')!.moveId;
      registry.record({
        kind: 'label.moved',
        body: { moves: [{ promptId, label: 'production', versionId: versionMoved, expectedMoveId }], reason: '' },
      });
    }
    verify(registry);
    expect(registry.statements.run(sql).changes).toBeGreaterThan(0);
    expect(refusalOf(() => verify(registry))?.code).toBe('verify-failed');
  });
});

function contentsOf(registry: Registry, promptId: string): string[] {
  return versionRows(registry, registry.state.promptSeq(promptId)!)
    .toReversed()
    .map((version) => read(registry, promptId, version.id));
}

function read(registry: Registry, promptId: string, versionId: string): string {
  try {
    return registry.log.content(registry.state.versionSeq(promptId, versionId)!);
  } catch {
    return 'error';
  }
}
