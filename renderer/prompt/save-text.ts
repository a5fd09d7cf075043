import type { OpenPromptState } from './open-prompt-state.ts';

/** Where the draft stands, in a few words. */
export function saveText(state: OpenPromptState): string {
  const { save, revision, base, detail } = state;
  if (save.kind === 'refused')
    return save.refusal.code === 'stale-draft'
      ? 'Not saved: changed in another window'
      : `Not saved: ${save.refusal.message}`;
  if (save.kind !== 'settled') return 'Saving…';
  const head = detail?.head ?? 0;
  if (revision === 0) return head === 0 ? 'Nothing written yet' : `Same as v${head}`;
  if (base === null) return 'Draft saved · not committed yet';
  return base.number < head
    ? `Draft saved · based on v${base.number}, v${head} is newer`
    : `Draft saved · based on v${base.number}`;
}
