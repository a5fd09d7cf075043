import { expect, test } from 'vitest';
import { sampleOf } from '../../../renderer/interchange/sample-of.ts';
import { ColumnMapping, type InspectedSource } from '../../../shared/interchange.ts';

const guessed = ColumnMapping.parse({ name: 'act', messages: [{ column: 'prompt', role: 'user' }] });
const source: InspectedSource = {
  format: 'csv',
  columns: [
    { name: 'act', sample: 'Terminal' },
    { name: 'prompt', sample: 'You are a terminal.' },
    { name: 'type', sample: 'TEXT' },
  ],
  mapping: guessed,
  sample: [{ name: 'Terminal', text: 'You are a terminal.' }],
};

test('under the guessed mapping the prompts stand as they were read', () => {
  expect(sampleOf(source, guessed)).toBe(source.sample);
});

test('another mapping shows what the first row would be', () => {
  const mapping = { ...guessed, name: 'type', folder: 'act' };
  expect(sampleOf(source, mapping)).toEqual([{ name: 'Terminal/TEXT', text: 'You are a terminal.' }]);
});

test('without a message column nothing would come in', () => {
  expect(sampleOf(source, { ...guessed, messages: [] })).toEqual([]);
});
