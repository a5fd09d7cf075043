import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { nameKey } from '../../../shared/names.ts';
import { FoldUnderTest } from './fold-under-test.ts';
import { History, steps } from './random-changes.ts';

test('whatever is tried: refused changes write nothing, numbers are dense, names are held once', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const fold = new FoldUnderTest();
      fold.do('workspace.created', { workspaceId: '01890000-0000-7000-8000-000000000000', name: 'w' });
      const history = new History();
      for (const step of all) {
        const { kind, body, content } = history.change(step, fold.state);
        const before = fold.lines();
        const outcome = fold.do(kind, body, content);
        if ('refusal' in outcome) expect(fold.lines()).toEqual(before);
        if ('effects' in outcome)
          for (const effect of outcome.effects) if (effect.table === 'version') history.versions.push(effect.row.id);
      }
      const prompts = fold.prompts();
      for (const prompt of prompts) {
        const numbers = fold.versions
          .filter((version) => version.promptId === prompt.id)
          .map((version) => version.number);
        expect(numbers).toEqual(Array.from({ length: prompt.head }, (_, at) => at + 1));
      }
      const keys = prompts.map((prompt) => nameKey(prompt.name));
      expect(new Set(keys).size).toBe(keys.length);
      for (const prompt of prompts) expect(fold.state.promptIdByKey(nameKey(prompt.name))).toBe(prompt.id);
    }),
    { numRuns: 300 },
  );
});
