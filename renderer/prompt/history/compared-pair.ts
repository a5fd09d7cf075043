import type { ContentRef, VersionRow } from '../../../shared/contract.ts';
import { versionWord } from '../../../shared/version-word.ts';
import { type ComparedPair, isForeign } from '../../diff/compared-refs.ts';

/** Versions as the list shows them: newest first. */
type Versions = readonly VersionRow[];

/** What is compared: what was chosen while it is still there, otherwise the newest step — the newest version with the
 *  draft, or the newest two versions. Null while there is nothing at all. */
export function comparedPair(versions: Versions, hasDraft: boolean, chosen: ComparedPair | null): ComparedPair | null {
  if (chosen && isThere(chosen.left, versions, hasDraft) && isThere(chosen.right, versions, hasDraft)) return chosen;
  return hasDraft ? stepTo({ kind: 'draft' }, versions) : versions[0] ? stepTo(refTo(versions[0]), versions) : null;
}

/** The step that led to `ref`: a version and the one it builds on, or the newest version and the draft. */
export function stepTo(ref: ContentRef, versions: Versions): ComparedPair {
  const at = ref.kind === 'version' ? versions.findIndex((version) => version.id === ref.versionId) : -1;
  const first = versions[at]?.parents[0];
  const before = versions.find((version) => version.id === first) ?? versions[at + 1];
  return { left: before ? refTo(before) : { kind: 'empty' }, right: ref };
}

/** The two in the order in which they were made. */
export function inOrder(a: ContentRef, b: ContentRef, versions: Versions): ComparedPair {
  return placeOf(a, versions) >= placeOf(b, versions) ? { left: a, right: b } : { left: b, right: a };
}

export function refTo(version: VersionRow): ContentRef {
  return { kind: 'version', versionId: version.id };
}

export function nameOf(ref: ContentRef, versions: Versions): string {
  if (ref.kind === 'draft') return 'draft';
  if (ref.kind === 'empty') return 'nothing';
  const version = versions.find((each) => each.id === ref.versionId);
  return version ? versionWord(version.number) : 'a version';
}

/** The host knows about other prompts, and says so where something is not there. */
function isThere(ref: ContentRef, versions: Versions, hasDraft: boolean): boolean {
  if (isForeign(ref)) return true;
  if (ref.kind === 'version') return versions.some((version) => version.id === ref.versionId);
  return ref.kind === 'empty' || hasDraft;
}

/** 0 for the newest; nothing at all comes before every version. */
function placeOf(ref: ContentRef, versions: Versions): number {
  if (isForeign(ref) || ref.kind === 'draft') return -1;
  if (ref.kind === 'empty') return versions.length;
  return versions.findIndex((version) => version.id === ref.versionId);
}
