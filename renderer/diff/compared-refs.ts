import type { ContentRef } from '../../shared/contract.ts';

export type ComparedPair = { left: ContentRef; right: ContentRef };
/** What was asked for, and what was answered to that: another question may be on its way already. */
export type Asked = { pair: ComparedPair; ignoreWhitespace: boolean };

/** A text per content, for keys and for the values of lists: what it is, and whose where that is another prompt. */
export function keyOf(ref: ContentRef): string {
  const key = ref.kind === 'version' ? ref.versionId : ref.kind;
  return isForeign(ref) ? `${key}@${ref.promptId}` : key;
}

export function refOf(key: string): ContentRef {
  const [what = '', promptId] = key.split('@');
  if (what === 'empty') return { kind: 'empty' };
  const whose = promptId === undefined ? {} : { promptId };
  return what === 'draft' ? { kind: 'draft', ...whose } : { kind: 'version', versionId: what, ...whose };
}

/** Whether it is of another prompt than the one whose comparison it stands in. */
export function isForeign(ref: ContentRef): ref is Exclude<ContentRef, { kind: 'empty' }> & { promptId: string } {
  return ref.kind !== 'empty' && ref.promptId !== undefined;
}
