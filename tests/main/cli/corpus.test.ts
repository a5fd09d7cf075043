import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { newWorkspace, repo } from './galley.ts';

const corpus = process.env['GALLEY_CORPUS'] ?? join(repo, '../shared/corpus');

const collections = [
  { file: 'awesome-chatgpt-prompts.csv', prompts: 1_529, versions: 1_529 },
  { file: 'fabric-pattern-history.jsonl', prompts: 239, versions: 888 },
];

const isHere = collections.every(({ file }) => existsSync(join(corpus, file)));

describe.skipIf(!isHere)(isHere ? 'the collections' : `the collections are not at ${corpus}`, () => {
  test.each(collections)(
    '$file comes in whole, and the second time adds nothing',
    async ({ file, prompts, versions }) => {
      const desk = await newWorkspace();
      const path = join(corpus, file);
      expect(await desk.json('import', path, '--strict')).toMatchObject({ prompts, versions, unchanged: 0 });
      expect(await desk.json('list')).toHaveLength(prompts);
      const verified = await desk.json('verify');
      expect(await desk.json('import', path)).toMatchObject({ prompts: 0, versions: 0, unchanged: prompts });
      expect(await desk.json('verify')).toEqual(verified);
    },
    120_000,
  );
});
