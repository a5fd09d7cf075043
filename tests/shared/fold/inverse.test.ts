import { expect, test } from 'vitest';
import { inverse } from '../../../shared/fold/inverse.ts';
import { MemoryState } from '../../../shared/fold/memory-state.ts';
import type { FoldEffect } from '../../../shared/fold/state.ts';
import { newId } from '../../../shared/ids.ts';

test('effects are taken back in the other order: what hangs on a row goes before it', () => {
  const [promptId, versionId] = [newId(), '0'.repeat(64)];
  const effects: FoldEffect[] = [
    {
      table: 'prompt',
      row: { id: promptId, name: 'a', tags: [], archived: false, head: 1, changedAt: 0 },
      isNew: true,
    },
    { table: 'version', row: { id: versionId, promptId, number: 1, parents: [], changeId: newId(), memberId: null } },
  ];
  expect(inverse(new MemoryState(), effects)).toEqual([
    { table: 'version.removed', promptId, versionId },
    { table: 'prompt.removed', promptId },
  ]);
});
