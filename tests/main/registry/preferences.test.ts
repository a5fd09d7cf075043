import { expect, test } from 'vitest';
import { Preferences } from '../../../shared/contract.ts';
import { readPreferences, savePreferences } from '../../../main/registry/preferences.ts';
import { newWorkspace } from './workspace-under-test.ts';

test('preferences come back as they were saved', () => {
  const registry = newWorkspace();
  const preferences = Preferences.parse({ theme: 'dark', starred: ['0192d6c0-0000-7000-8000-000000000000'] });
  savePreferences(registry, preferences);
  expect(readPreferences(registry)).toEqual(preferences);
});

test('a preference of another Galley, or one that cannot be read, costs only itself', () => {
  const registry = newWorkspace();
  registry.transaction(() =>
    registry.settings.set('preferences', JSON.stringify({ theme: 'dark', fontSize: 'huge', ofTomorrow: true })),
  );
  expect(readPreferences(registry)).toEqual(Preferences.parse({ theme: 'dark' }));
});
