import { Preferences } from '../../shared/contract.ts';
import type { Registry } from './registry.ts';

const SETTING = 'preferences';

/** This device's preferences. What another Galley wrote and this one does not know, or not in this form, is passed over:
 *  a preference is never a reason not to open. */
export function readPreferences(registry: Registry): Preferences {
  const stored = JSON.parse(registry.settings.get(SETTING) ?? '{}') as Record<string, unknown>;
  const known = Object.entries(Preferences.shape).flatMap(([name, schema]) => {
    const read = schema.safeParse(stored[name]);
    return read.success ? [[name, read.data]] : [];
  });
  return Preferences.parse(Object.fromEntries(known));
}

export function savePreferences(registry: Registry, preferences: Preferences): void {
  registry.transaction(() => registry.settings.set(SETTING, JSON.stringify(preferences)));
}
