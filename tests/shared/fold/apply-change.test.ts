import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Move } from '../../../shared/change.ts';
import { newId } from '../../../shared/ids.ts';
import { nameKey, nameProblem } from '../../../shared/names.ts';
import { contentOf, FoldUnderTest, refusalIn } from './fold-under-test.ts';

describe('the fold', () => {
  test('sets a workspace up once', () => {
    const fold = new FoldUnderTest();
    expect(refusalIn(fold.do('workspace.configured', { name: 'x' }))?.code).toBe('no-workspace');
    fold.do('workspace.created', { workspaceId: newId(), name: 'acme' });
    expect(refusalIn(fold.do('workspace.created', { workspaceId: newId(), name: 'other' }))?.code).toBe(
      'workspace-exists',
    );
    fold.do('workspace.configured', { requireMessage: true });
    expect(fold.state.workspace()).toMatchObject({ name: 'acme', requireMessage: true });
  });

  test('gives a name to one prompt only, whatever its case or composition', () => {
    const fold = new FoldUnderTest();
    const promptId = fold.prompt('Support/Café');
    expect(fold.refusedUpFront('support/cafe\u0301')).toMatchObject({
      code: 'name-taken',
      message: 'There is a prompt called “Support/Café” already. Choose another name.',
    });
    const other = fold.prompt('other');
    expect(refusalIn(fold.do('prompt.renamed', { promptId: other, name: 'SUPPORT/café' }))?.code).toBe('name-taken');
    expect(refusalIn(fold.do('prompt.renamed', { promptId, name: 'support/CAFÉ' }))).toBeNull();
    fold.do('prompt.renamed', { promptId, name: 'elsewhere' });
    expect(refusalIn(fold.do('prompt.renamed', { promptId: other, name: 'Support/Café' }))).toBeNull();
  });

  test('says that an archived prompt holds a name', () => {
    const fold = new FoldUnderTest();
    fold.do('prompt.archived', { promptId: fold.prompt('old') });
    expect(fold.refusedUpFront('Old')?.message).toBe(
      'An archived prompt is called “old”. Restore it, or choose another name.',
    );
  });

  test('keeps two prompts that were given one name while apart, the later one under the next free name', () => {
    const fold = new FoldUnderTest();
    const names = ['a', 'A', 'a-2', 'a', 'x'.repeat(200), 'x'.repeat(200)].map(
      (name) => fold.state.prompt(fold.prompt(name))?.name,
    );
    expect(names).toEqual(['a', 'A-2', 'a-2-2', 'a-3', 'x'.repeat(200), `${'x'.repeat(198)}-2`]);
  });

  test('makes a name that is free out of any that is taken', () => {
    const end = fc.stringMatching(/^[ /🙂.xé-]{0,6}$/u);
    fc.assert(
      fc.property(fc.constantFrom('', 'y/'.repeat(97), 'z'.repeat(195)), end, (start, rest) => {
        const name = `${start}${rest}`;
        fc.pre(nameProblem(name) === null);
        const fold = new FoldUnderTest();
        for (let times = 0; times < 12; times += 1) {
          const made = fold.state.prompt(fold.prompt(name))!.name;
          expect(nameProblem(made)).toBeNull();
        }
        expect(new Set(fold.prompts().map((prompt) => nameKey(prompt.name))).size).toBe(12);
      }),
    );
  });

  test('makes a prompt once', () => {
    const fold = new FoldUnderTest();
    const promptId = fold.prompt('a');
    expect(refusalIn(fold.do('prompt.created', { promptId, name: 'b' }))?.code).toBe('prompt-exists');
  });

  test('numbers versions from one, each prompt by itself', () => {
    const fold = new FoldUnderTest();
    const [a, b] = [fold.prompt('a'), fold.prompt('b')];
    for (const promptId of [a, b, a, a, b]) fold.commit(promptId, `text ${fold.versions.length}`);
    expect(fold.versions.filter((version) => version.promptId === a).map((version) => version.number)).toEqual([
      1, 2, 3,
    ]);
    expect(fold.versions.filter((version) => version.promptId === b).map((version) => version.number)).toEqual([1, 2]);
    expect(fold.state.prompt(a)?.head).toBe(3);
  });

  test('refuses a version on top of one that its prompt does not have', () => {
    const fold = new FoldUnderTest();
    const [a, b] = [fold.prompt('a'), fold.prompt('b')];
    const foreign = fold.commit(b, 'theirs');
    const outcome = fold.do('version.committed', { promptId: a, parents: [foreign], message: '' }, contentOf('mine'));
    expect(refusalIn(outcome)?.code).toBe('unknown-parent');
    expect(refusalIn(fold.do('version.committed', { promptId: a, parents: [], message: '' }))?.code).toBe('no-content');
    expect(
      refusalIn(fold.do('version.committed', { promptId: newId(), parents: [], message: '' }, contentOf('x')))?.code,
    ).toBe('no-prompt');
  });

  test('knows a version by what it says, who says it, why, and on top of what', () => {
    const fold = new FoldUnderTest();
    const a = fold.prompt('a');
    const body = { promptId: a, parents: [], message: 'first' };
    fold.do('version.committed', body, contentOf('same'));
    expect(refusalIn(fold.do('version.committed', body, contentOf('same')))).toMatchObject({
      code: 'version-exists',
      message: 'This is v1 of “a” already.',
    });
    expect(refusalIn(fold.do('version.committed', { ...body, message: 'second' }, contentOf('same')))).toBeNull();
    expect(
      refusalIn(fold.do('version.committed', { ...body, origin: { author: 'ben' } }, contentOf('same'))),
    ).toBeNull();
    expect(fold.versions.map((version) => version.number)).toEqual([1, 2, 3]);
  });

  test('sorts tags and keeps each once', () => {
    const fold = new FoldUnderTest();
    const promptId = fold.prompt('a');
    fold.do('prompt.tagged', { promptId, tags: ['b', 'a', 'b'] });
    expect(fold.state.prompt(promptId)?.tags).toEqual(['a', 'b']);
  });
});

describe('a label move', () => {
  test('that expects an older move is refused, also when the label came back to the same version', () => {
    const fold = new FoldUnderTest();
    const a = fold.prompt('a');
    const [one, two] = [fold.commit(a, 'one'), fold.commit(a, 'two')];
    fold.move(a, 'production', one, null);
    const seen = fold.moveIdOf(a, 'production');
    fold.move(a, 'production', two, seen);
    fold.move(a, 'production', one, fold.moveIdOf(a, 'production'));
    expect(fold.state.label(a, 'production')?.versionId).toBe(one);
    const before = fold.lines();
    expect(refusalIn(fold.move(a, 'production', two, seen))).toMatchObject({
      code: 'stale-move',
      details: {
        promptId: a,
        label: 'production',
        currentVersionId: one,
        currentMoveId: fold.moveIdOf(a, 'production'),
      },
    });
    expect(fold.lines()).toEqual(before);
  });

  test('that expects no label where there is one is refused, and the other way round', () => {
    const fold = new FoldUnderTest();
    const a = fold.prompt('a');
    const [one, two] = [fold.commit(a, 'one'), fold.commit(a, 'two')];
    expect(refusalIn(fold.move(a, 'staging', one, newId()))?.code).toBe('stale-move');
    fold.move(a, 'staging', one, null);
    expect(refusalIn(fold.move(a, 'staging', two, null))?.code).toBe('stale-move');
  });

  test('to where the label is already, or to a version of another prompt, is refused', () => {
    const fold = new FoldUnderTest();
    const [a, b] = [fold.prompt('a'), fold.prompt('b')];
    const [mine, theirs] = [fold.commit(a, 'one'), fold.commit(b, 'two')];
    fold.move(a, 'production', mine, null);
    expect(refusalIn(fold.move(a, 'production', mine, fold.moveIdOf(a, 'production')))?.code).toBe('no-move');
    expect(refusalIn(fold.move(a, 'production', theirs, fold.moveIdOf(a, 'production')))?.code).toBe('no-version');
    expect(refusalIn(fold.move(a, 'unset', null, null))?.code).toBe('no-move');
  });

  test('takes a label off, and each move is a release that names the one it replaced', () => {
    const fold = new FoldUnderTest();
    const a = fold.prompt('a');
    const one = fold.commit(a, 'one');
    fold.move(a, 'production', one, null);
    const first = fold.moveIdOf(a, 'production');
    fold.move(a, 'production', null, first);
    expect(fold.state.label(a, 'production')).toBeUndefined();
    expect(fold.releases).toMatchObject([
      { from: null, to: one, replacedMoveId: null },
      { from: one, to: null, replacedMoveId: first },
    ]);
  });

  test('over several prompts takes effect whole or not at all', () => {
    const fold = new FoldUnderTest();
    const [a, b] = [fold.prompt('a'), fold.prompt('b')];
    const [va, vb] = [fold.commit(a, 'one'), fold.commit(b, 'two')];
    const before = fold.lines();
    expect(
      refusalIn(
        fold.do('label.moved', { moves: [toProduction(a, va, null), toProduction(b, vb, newId())], reason: '' }),
      )?.code,
    ).toBe('stale-move');
    expect(
      refusalIn(fold.do('label.moved', { moves: [toProduction(a, va, null), toProduction(a, va, null)], reason: '' }))
        ?.code,
    ).toBe('moved-twice');
    expect(fold.lines()).toEqual(before);
    expect(
      refusalIn(fold.do('label.moved', { moves: [toProduction(a, va, null), toProduction(b, vb, null)], reason: '' })),
    ).toBeNull();
    expect(fold.moveIdOf(a, 'production')).toBe(fold.moveIdOf(b, 'production'));
  });
});

function toProduction(promptId: string, versionId: string, expectedMoveId: string | null): Move {
  return { promptId, label: 'production', versionId, expectedMoveId };
}
