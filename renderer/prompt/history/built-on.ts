import type { VersionRow } from '../../../shared/contract.ts';

/** What a version builds on, where that is not the version before it alone: `merge of v5 and v4`, `on v3`, `a new
 *  beginning`. */
export function builtOn(version: VersionRow | undefined, versions: readonly VersionRow[]): string | null {
  if (!version) return null;
  const numbers = version.parents.map((id) => versions.find((each) => each.id === id)?.number ?? 0);
  if (numbers.length > 1) return `merge of ${numbers.map((number) => `v${number}`).join(' and ')}`;
  if (numbers.length === 0) return version.number === 1 ? null : 'a new beginning';
  return numbers[0] === version.number - 1 ? null : `on v${numbers[0]}`;
}
