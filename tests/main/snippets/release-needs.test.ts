import { expect, test } from 'vitest';
import { commitVersion } from '../../../main/registry/commit-version.ts';
import { needsOf } from '../../../main/snippets/release-needs.ts';
import { Desk, said } from './snippets-under-test.ts';

async function needs(desk: Desk, versionId: string): Promise<string[]> {
  const found = await needsOf(desk.snippets, versionId);
  return [
    ...found.needs.map(({ name, label, current, recorded, latest, state }) =>
      [name, label, ...[current, recorded, latest].map((place) => (place ? `v${place.number}` : '–')), state].join(' '),
    ),
    ...found.problems,
  ];
}

test('a version tells the labels it asks for and how they stand', async () => {
  const desk = new Desk();
  desk.says('settled', 'x');
  desk.says('newer', 'x');
  desk.says('newer', 'y', { label: null });
  desk.says('unset', "{% render 'deep@staging' %}", { label: null });
  desk.says('deep', 'x', { label: 'staging' });
  desk.says('pinned', 'x');
  const text = "{% render 'settled' %}{% render 'newer@production' %}{% render 'unset' %}{% render 'pinned@v1' %}";
  const versionId = desk.says('user', `${text}{% render 'settled@latest' %}{% render 'nobody' %}`);
  expect(await needs(desk, versionId)).toEqual([
    'settled production v1 – v1 settled',
    'newer production v1 – v2 newer',
    'unset production – – v1 unset',
    'deep staging v1 – v1 settled',
    'There is no prompt called nobody.',
  ]);
});

test('a label that was moved since the commit is told beside what the reference meant then', async () => {
  const desk = new Desk();
  const before = desk.says('tone', 'x');
  const { versionId } = commitVersion(desk.registry, {
    promptId: desk.id('user'),
    message: '',
    content: said("{% render 'tone' %}"),
    snippets: [{ target: 'tone', promptId: desk.id('tone'), versionId: before }],
  });
  expect(await needs(desk, versionId)).toEqual(['tone production v1 v1 v1 settled']);
  desk.says('tone', 'y');
  expect(await needs(desk, versionId)).toEqual(['tone production v2 v1 v2 moved']);
});
