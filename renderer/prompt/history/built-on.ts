import type { VersionRow } from '../../../shared/contract.ts';
import { versionWord } from '../../../shared/version-word.ts';

/** What a version builds on, where that is not the version before it alone: `merge of v5 and v4`, `on v3`, `a new
 *  beginning`. `versions` stand newest first. */
export function builtOn(version: VersionRow | undefined, versions: readonly VersionRow[]): string | null {
  if (!version) return null;
  const place = versions.findIndex(({ id }) => id === version.id);
  const parents = version.parents.map((id) => versions.find((each) => each.id === id));
  if (parents.length > 1) return `merge of ${parents.map(nameOf).join(' and ')}`;
  if (parents.length === 0) return place === versions.length - 1 ? null : 'a new beginning';
  return parents[0] === versions[place + 1] ? null : `on ${nameOf(parents[0])}`;
}

function nameOf(version: VersionRow | undefined): string {
  return version ? versionWord(version.number) : 'a version that is not here';
}
