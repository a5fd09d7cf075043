import type { AttentionItem } from '../../shared/contract/sync-calls.ts';
import { staleObjects, versionOfChange, withheldVersions } from '../registry/redacted-texts.ts';
import type { Registry } from '../registry/registry.ts';
import { NOTHING } from './attention-items.ts';

/** What redacting leaves to whoever manages the store, for owners; and texts that the store keeps back by itself, for everybody. */
export function redactionItems(registry: Registry, isBehind: boolean): AttentionItem[] {
  return [...staleItems(registry), ...(isBehind ? [] : withheldItems(registry))];
}

function staleItems(registry: Registry): AttentionItem[] {
  const stale = staleObjects(registry);
  if (stale.length === 0) return [];
  return stale.map(({ changeIds, keys }): AttentionItem => {
    const versions = changeIds.flatMap((changeId) => versionOfChange(registry, changeId) ?? []);
    const isCopy = keys.some((key) => key.startsWith('redacted/'));
    return {
      ...NOTHING,
      id: `stale ${keys.join(' ')}`,
      kind: 'stale-objects',
      title: `The store still holds the text of ${versions.map(({ words }) => words).join(', ')}`,
      detail: isCopy
        ? `It was redacted. Whoever manages the store must delete ${listed(keys)}: Galley then puts a copy without the text in its place, and says what else is to go.`
        : `It was redacted, and a copy without it is in place. Whoever manages the store must delete ${listed(keys)}.`,
      promptId: versions[0]?.promptId ?? null,
      changeId: changeIds[0] ?? null,
    };
  });
}

function withheldItems(registry: Registry): AttentionItem[] {
  return withheldVersions(registry).map(({ changeId, promptId, words }) => ({
    ...NOTHING,
    id: `withheld ${changeId}`,
    kind: 'withheld',
    title: `The store withholds the text of ${words}`,
    detail:
      'It gave a copy without the text, and no owner has redacted it. Ask whoever manages the store; a member whose device still has the text can copy it from there.',
    promptId,
    changeId,
    canDismiss: true,
  }));
}

function listed(keys: string[]): string {
  return keys.length === 1 ? keys[0]! : `${keys.slice(0, -1).join(', ')} and ${keys.at(-1)!}`;
}
