import { useEffect, useMemo, useRef } from 'react';
import type { Problem } from '../../shared/contract.ts';
import { setFocusMode, useFocusMode } from '../state/focus-mode.ts';
import { usePreferences } from '../state/preferences.ts';
import { Button } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { Shortcut } from '../ui/kbd.tsx';
import { PlaceholderNotice } from '../convert/placeholder-notice.tsx';
import { DraftBehind } from '../merge/draft-behind.tsx';
import { FindBar } from '../find/find-bar.tsx';
import { AddMessage } from './add-message.tsx';
import { DraftConflict } from './draft-conflict.tsx';
import { type Preview, usePreview } from './inspector/use-preview.ts';
import { contextProblem, useTokenCount } from './inspector/use-token-count.ts';
import { Inspector } from './inspector/inspector.tsx';
import { MessageCards } from './message-cards.tsx';
import type { OpenPrompt } from './open-prompt.ts';
import { useOpenPrompt } from './open-prompts.ts';
import { mergeProblems, isUnfilled, underlined } from './problems.ts';
import { RedactedNotice } from './redacted-notice.tsx';
import { ProblemList } from './problem-list.tsx';
import { useView, type ViewStore } from './prompt-view-state.ts';
import styles from './edit-tab.module.css';

type Props = {
  prompt: OpenPrompt;
  view: ViewStore;
  /** Whether it is in sight: only then is the rendering kept up. */ shown: boolean;
};

/** Writing: messages at the left, what fills them in at the right. */
export function EditTab({ prompt, view, shown }: Props) {
  const preview = usePreview(prompt, shown);
  const marked = useMarkedProblems(prompt, preview);
  const counted = useTokenCount(prompt, preview, shown);
  const tooLong = contextProblem(counted?.count);
  const problems = tooLong === null ? marked : [...marked, tooLong];
  const work = useRef<HTMLElement>(null);
  useEffect(() => {
    // A list of problems that appears must not hide the line that is being written.
    const observer = new ResizeObserver(() => prompt.documents.revealCursor());
    if (work.current) observer.observe(work.current);
    return () => observer.disconnect();
  }, [prompt]);
  const inspector = useView(view, (state) => state.inspector);
  const focusMode = useFocusMode((state) => state.on) && shown;
  const fontSize = usePreferences((state) => state.preferences.fontSize);
  return (
    <div className={classNames(styles.edit, inspector && styles.withInspector)}>
      <div className={styles.column}>
        {focusMode && (
          <Button className={styles.leave} size="small" variant="quiet" onClick={() => setFocusMode(false)}>
            Leave focus mode <Shortcut keys="Escape" />
          </Button>
        )}
        {/* Named and reachable by the keyboard, since it scrolls. */}
        <section
          ref={work}
          className={styles.work}
          aria-label="Messages"
          style={{ '--editor-size': `${fontSize - 0.5}px` } as React.CSSProperties}
        >
          <FindBar prompt={prompt} />
          <RedactedNotice prompt={prompt} />
          <DraftConflict prompt={prompt} />
          <DraftBehind prompt={prompt} view={view} />
          <PlaceholderNotice prompt={prompt} />
          <MessageCards prompt={prompt} />
          {!focusMode && <AddMessage prompt={prompt} />}
        </section>
        {!focusMode && <ProblemList prompt={prompt} problems={problems.filter((problem) => !isUnfilled(problem))} />}
      </div>
      {inspector && <Inspector prompt={prompt} preview={preview} counted={counted} />}
    </div>
  );
}

/** What is wrong in the text or missing to render it, underlined where it is. Both answers must be about the same text:
 *  until they are, the editors carry the old underlines along. */
function useMarkedProblems(prompt: OpenPrompt, preview: Preview | null): Problem[] {
  const check = useOpenPrompt(prompt, (state) => state.check);
  const pauses = useOpenPrompt(prompt, (state) => state.pauses);
  const problems = useMemo(() => mergeProblems(check.problems, preview?.problems ?? []), [check, preview]);
  const current = check.pauses === pauses && preview?.pauses === pauses;
  useEffect(() => {
    if (current) prompt.markProblems(problems.map(underlined));
  }, [prompt, problems, current]);
  return problems;
}
