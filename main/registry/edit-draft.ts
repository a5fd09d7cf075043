import type { Content } from '../../shared/content.ts';
import type { Draft } from '../../shared/contract.ts';
import { Refused } from '../../shared/reply.ts';
import { versionWord } from '../../shared/version-word.ts';
import { assertDraftSeen, contentText } from './commit-version.ts';
import { promptSeq, readDraft } from './prompt-queries.ts';
import type { Registry } from './registry.ts';
import { assertReadable, headContentText, versionAt, versionById } from './version-queries.ts';

/**
 * Keeps what the writer typed. `expectedRevision` is the save this one replaces (0: none); where another window saved
 * since, it is refused as `stale-draft` and neither text is lost. A draft that says what the newest version says is no
 * draft any more and is dropped.
 */
export function saveDraft(
  registry: Registry,
  input: { promptId: string; content: Content; baseVersionId: string | null; expectedRevision: number },
): { revision: number; savedAt: number } {
  return registry.transaction(() => {
    const prompt = promptSeq(registry, input.promptId);
    assertDraftSeen(registry, prompt, input.expectedRevision);
    const text = contentText(input.content);
    if (text === headContentText(registry, prompt)) {
      registry.drafts.remove(prompt);
      return { revision: 0, savedAt: registry.now() };
    }
    const base = input.baseVersionId === null ? null : versionById(registry, input.baseVersionId);
    if (base && base.prompt !== prompt)
      throw new Refused('no-version', 'This draft was begun from a version of another prompt.');
    const { revision, savedAt } = registry.drafts.put(prompt, text, base?.place ?? null);
    return { revision, savedAt };
  });
}

export function discardDraft(registry: Registry, promptId: string): void {
  registry.transaction(() => registry.drafts.remove(promptSeq(registry, promptId)));
}

/** Makes a draft from an older version; versions themselves never change. */
export function restoreVersion(
  registry: Registry,
  input: { promptId: string; versionId: string; draftRevision?: number },
): Draft {
  return registry.transaction(() => {
    const prompt = promptSeq(registry, input.promptId);
    if (input.draftRevision !== undefined) assertDraftSeen(registry, prompt, input.draftRevision);
    const version = versionById(registry, input.versionId);
    if (version.prompt !== prompt) throw new Refused('no-version', 'That version belongs to another prompt.');
    assertReadable(version);
    const head = registry.state.prompt(input.promptId)!.head;
    if (contentText(version.content) === headContentText(registry, prompt))
      throw new Refused(
        'unchanged',
        `${versionWord(version.number)} says the same as the newest version, ${versionWord(versionAt(registry, prompt, head)!.number)}.`,
      );
    registry.drafts.put(prompt, contentText(version.content), head);
    return readDraft(registry, prompt)!;
  });
}
