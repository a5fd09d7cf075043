import { ArrowLeftRight, X } from 'lucide-react';
import { useEffect, useEffectEvent, type ReactNode } from 'react';
import { usePreferences } from '../state/preferences.ts';
import { usePrompt } from '../state/prompts.ts';
import { closeBeside, swapHalves, useHalf, workIn } from '../state/tabs.ts';
import { promptViewState } from '../prompt/prompt-view-state.ts';
import { IconButton } from '../ui/button.tsx';
import { Resizable } from '../ui/resizable.tsx';
import { OnePrompt, OpenPrompts } from './open-prompts.tsx';
import styles from './desk-halves.module.css';

const NARROWEST = 260; // pixels

/** The prompt in front, and beside it the second one where there is one. The half that was last worked in is the one that
 *  commands are about. */
export function DeskHalves({ shown }: { shown: boolean }) {
  const { activeTab, besideTab } = usePreferences((state) => state.preferences);
  const half = useHalf((state) => state.half);
  useRoomForText(activeTab, besideTab);
  if (besideTab === null) return <OpenPrompts shown={shown} working />;
  return (
    <Resizable
      fixed="none"
      minSize={NARROWEST}
      label="Width of the prompt beside"
      start={
        <Half half="front" promptId={activeTab}>
          <OpenPrompts shown={shown} working={half === 'front'} />
        </Half>
      }
      end={
        <Half half="beside" promptId={besideTab}>
          <OnePrompt key={besideTab} promptId={besideTab} visible={shown} active={shown && half === 'beside'} />
        </Half>
      }
    />
  );
}

/** Below this a half has no room for the text and the inspector both. */
const ROOM_FOR_INSPECTOR = 560; // pixels

/** Folds the inspectors away when two prompts come to stand side by side in a small window; a click brings them back. */
function useRoomForText(front: string | null, beside: string | null): void {
  const isSplit = beside !== null;
  const foldAway = useEffectEvent(() => {
    if ((window.innerWidth - 320) / 2 >= ROOM_FOR_INSPECTOR) return;
    for (const id of [front, beside]) if (id !== null) promptViewState(id).setState({ inspector: false });
  });
  useEffect(() => {
    if (isSplit) foldAway();
  }, [isSplit]);
}

type HalfProps = { half: 'front' | 'beside'; promptId: string | null; children: ReactNode };

function Half({ half, promptId, children }: HalfProps) {
  const name = usePrompt(promptId)?.name ?? '';
  const working = useHalf((state) => state.half === half);
  return (
    <section
      className={styles.half}
      aria-label={half === 'front' ? `In front: ${name}` : `Beside: ${name}`}
      data-working={working}
      onFocusCapture={() => workIn(half)}
      onPointerDownCapture={() => workIn(half)}
    >
      <header className={styles.head}>
        <span className={styles.name} title={name}>
          {name}
        </span>
        {half === 'beside' && (
          <>
            <IconButton label="Swap the two prompts" size="small" onClick={swapHalves}>
              <ArrowLeftRight />
            </IconButton>
            <IconButton label="Close the prompt beside" size="small" onClick={closeBeside}>
              <X />
            </IconButton>
          </>
        )}
      </header>
      <div className={styles.prompt}>{children}</div>
    </section>
  );
}
