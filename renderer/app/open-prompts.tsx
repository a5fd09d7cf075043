import { lazy, Suspense, useState } from 'react';
import { usePreferences } from '../state/preferences.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { SpinnerPage } from '../ui/spinner.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import styles from './open-prompts.module.css';

const PromptView = lazy(async () => ({ default: (await import('../prompt/prompt-view.tsx')).PromptView }));

/** Prompts shown lately keep their place in the page, so that going back to one is instant; older ones are drawn anew. */
const KEPT = 6;

/** The prompt in front, and a few behind it. `working`: it is this one that is worked in, and not the one beside. */
export function OpenPrompts({ shown, working }: { shown: boolean; working: boolean }) {
  const { openTabs, activeTab, besideTab } = usePreferences((state) => state.preferences);
  const open = openTabs.filter((id) => id !== besideTab);
  const active = activeTab ?? open[0] ?? null;
  const recent = useRecent(active, open);
  return recent
    .toSorted((a, b) => open.indexOf(a) - open.indexOf(b))
    .map((promptId) => {
      const visible = shown && promptId === active;
      return (
        <OnePrompt
          key={promptId}
          promptId={promptId}
          hidden={promptId !== active}
          visible={visible}
          active={visible && working}
        />
      );
    });
}

type OneProps = { promptId: string; hidden?: boolean; visible: boolean; active: boolean };

/** One prompt, filling its half of the desk. */
export function OnePrompt({ promptId, hidden = false, visible, active }: OneProps) {
  return (
    <div className={styles.prompt} hidden={hidden}>
      <ErrorBoundary fallback={failed}>
        <Suspense fallback={<SpinnerPage label="Opening the prompt" />}>
          <PromptView promptId={promptId} visible={visible} active={active} />
        </Suspense>
      </ErrorBoundary>
    </div>
  );
}

function failed(error: Error, again: () => void) {
  return (
    <EmptyState title="This prompt could not be shown" actions={<Button onClick={again}>Try again</Button>}>
      Galley made a mistake while drawing it. What was written is kept. ({error.message})
    </EmptyState>
  );
}

/** The prompts shown last, newest first, as far as they are still open. */
function useRecent(active: string | null, open: readonly string[]): string[] {
  const [shown, setShown] = useState<string[]>([]);
  const kept = shown.filter((id) => open.includes(id));
  if (active === null) return kept;
  const recent = [active, ...kept.filter((id) => id !== active)].slice(0, KEPT);
  // Set while drawing, as React allows for state that follows from props: no frame shows the old list.
  if (recent.length !== shown.length || recent.some((id, index) => id !== shown[index])) setShown(recent);
  return recent;
}
