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

/** The prompt in front, and a few behind it. */
export function OpenPrompts({ shown }: { shown: boolean }) {
  const open = usePreferences((state) => state.preferences.openTabs);
  const active = usePreferences((state) => state.preferences.activeTab) ?? open[0] ?? null;
  const recent = useRecent(active, open);
  return recent
    .toSorted((a, b) => open.indexOf(a) - open.indexOf(b))
    .map((promptId) => (
      <div key={promptId} className={styles.prompt} hidden={promptId !== active}>
        <ErrorBoundary fallback={(error, again) => <Failed error={error} onAgain={again} />}>
          <Suspense fallback={<SpinnerPage label="Opening the prompt" />}>
            <PromptView promptId={promptId} active={shown && promptId === active} />
          </Suspense>
        </ErrorBoundary>
      </div>
    ));
}

function Failed({ error, onAgain }: { error: Error; onAgain: () => void }) {
  return (
    <EmptyState title="This prompt could not be shown" actions={<Button onClick={onAgain}>Try again</Button>}>
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
