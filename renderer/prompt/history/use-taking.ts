import { useMemo } from 'react';
import type { Comparison } from '../../../shared/contract/compare-calls.ts';
import { sideNames } from '../../diff/side-names.ts';
import type { Taking } from '../../diff/taking.tsx';
import type { Asked, ComparedPair } from '../../diff/compared-refs.ts';
import { useReadOnly } from '../../state/workspace.ts';
import type { OpenPrompt } from '../open-prompt.ts';
import { useOpenPrompt } from '../open-prompts.ts';
import type { ViewStore } from '../prompt-view-state.ts';
import { takeIntoDraft } from './take-into-draft.ts';
import { workingSide } from './working-side.ts';

/** How changes of the comparison in sight are taken into the prompt's draft: from the other side where one side is the
 *  draft, from either where none is. Null where nothing can be written. */
export function useTaking(
  prompt: OpenPrompt,
  view: ViewStore,
  asked: Asked | null,
  diff: Comparison | null,
): Taking | null {
  const writable = useReadOnly() === null;
  const hasDraft = useOpenPrompt(prompt, (state) => state.revision > 0);
  const baseId = useOpenPrompt(prompt, (state) => state.base?.versionId ?? null);
  return useMemo(() => {
    if (!writable || asked === null || diff === null || isGone(diff)) return null;
    return {
      ways: waysOf(asked.pair, diff, workingSide(asked.pair, hasDraft, baseId)),
      take: (changes, from) => void takeIntoDraft(prompt, view, { ...asked, diff, changes, from }),
    };
  }, [writable, asked, diff, hasDraft, baseId, prompt, view]);
}

/** Taking from a text that is gone would only take away. */
function isGone({ sides: { left, right } }: Comparison): boolean {
  return left.redacted !== undefined || right.redacted !== undefined;
}

function waysOf(pair: ComparedPair, { sides }: Comparison, working: 'left' | 'right' | null): Taking['ways'] {
  // Against nothing at all, taking would only take away.
  if (pair.left.kind === 'empty' || pair.right.kind === 'empty') return [];
  const names = sideNames(sides);
  if (working === 'left')
    return [{ from: 'right', verb: 'Take', says: `Take what ${names.right} says into the draft` }];
  if (working === 'right') {
    const isOwn = sides.left.promptId === sides.right.promptId;
    if (!isOwn) return [{ from: 'left', verb: 'Take', says: `Take what ${names.left} says into the draft` }];
    return [{ from: 'left', verb: 'Restore', says: `Put back into the draft what ${names.left} says` }];
  }
  return (['left', 'right'] as const).map((from) => ({
    from,
    verb: `Take ${names[from]}`,
    says: `Take what ${names[from]} says into the draft`,
  }));
}
