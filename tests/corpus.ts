import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Real prompts by others that tests run on where they are at hand: beside the repository, or where GALLEY_CORPUS says. */
const CORPUS = process.env.GALLEY_CORPUS ?? resolve(import.meta.dirname, '../../shared/corpus');

/** The path of `name` in the corpus, and whether it is there. */
export function corpus(name: string): { path: string; absent: boolean } {
  const path = join(CORPUS, name);
  return { path, absent: !existsSync(path) };
}
