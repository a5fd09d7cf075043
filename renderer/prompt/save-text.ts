import { versionPhrase } from '../../shared/version-word.ts';
import type { OpenPromptState } from './open-prompt-state.ts';

/** Where the draft stands, in a few words. */
export function saveText(state: OpenPromptState): string {
  const { save, revision, base, detail } = state;
  if (save.kind === 'refused')
    return save.refusal.code === 'stale-draft'
      ? 'Not saved: changed in another window'
      : `Not saved: ${save.refusal.message}`;
  if (save.kind !== 'settled') return 'Saving…';
  const head = detail?.headVersion ?? null;
  if (revision === 0) return head === null ? 'Nothing written yet' : `Same as ${versionPhrase(head.number)}`;
  if (base === null) return 'Draft saved · not committed yet';
  const saved = `Draft saved · based on ${versionPhrase(base.number)}`;
  if (head === null || base.versionId === head.id) return saved;
  return head.number === null ? `${saved}, a pending one is newer` : `${saved}, v${head.number} is newer`;
}
