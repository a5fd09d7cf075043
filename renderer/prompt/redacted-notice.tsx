import { redactedWords } from '../../shared/redacted-words.ts';
import { versionSubject } from '../../shared/version-word.ts';
import { Notice } from '../ui/notice.tsx';
import type { OpenPrompt } from './open-prompt.ts';
import { useOpenPrompt } from './open-prompts.ts';

/** Why the newest version says nothing. */
export function RedactedNotice({ prompt }: { prompt: OpenPrompt }) {
  const head = useOpenPrompt(prompt, (state) => state.detail?.headVersion ?? null);
  const hasDraft = useOpenPrompt(prompt, (state) => state.revision > 0);
  if (!head?.redacted || hasDraft) return null;
  return (
    <Notice tone="info">
      The text of {versionSubject(head.number)} is gone. {redactedWords(head.redacted)}. What you write here becomes the
      next version.
    </Notice>
  );
}
