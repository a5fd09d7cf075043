import { lazy, Suspense } from 'react';
import { LibraryPanel } from '../library/library-panel.tsx';
import { useFocusMode } from '../state/focus-mode.ts';
import { setPreferences, usePreferences } from '../state/preferences.ts';
import { usePrompt, usePrompts } from '../state/prompts.ts';
import { useFrontPrompt } from '../state/tabs.ts';
import { Resizable } from '../ui/resizable.tsx';
import { DeskHalves } from './desk-halves.tsx';
import { NothingOpen } from './nothing-open.tsx';
import { TabStrip } from './tab-strip.tsx';
import { Unseen } from '../ui/unseen.tsx';
import styles from './library-area.module.css';

const FirstRun = lazy(() => import('../first-run/first-run.tsx'));
const SIDEBAR = 272; // pixels

/** The library beside the prompts that are open. */
export function LibraryArea({ shown }: { shown: boolean }) {
  const width = usePreferences((state) => state.preferences.sidebarWidth);
  return (
    <main className={styles.area} hidden={!shown}>
      <Resizable
        fixed="start"
        size={width ?? SIDEBAR}
        minSize={200}
        maxSize={520}
        onSizeChange={(size) => size !== (width ?? SIDEBAR) && setPreferences({ sidebarWidth: size })}
        label="Width of the library"
        startHidden={useFocusMode((state) => state.on)}
        start={<LibraryPanel />}
        end={<Desk shown={shown} />}
      />
    </main>
  );
}

function Desk({ shown }: { shown: boolean }) {
  const tabs = usePreferences((state) => state.preferences.openTabs);
  const front = usePrompt(useFrontPrompt())?.name;
  const isEmpty = usePrompts((state) => state.loaded && state.byId.size === 0);
  if (isEmpty) {
    return (
      <div className={styles.desk}>
        <Suspense>
          <FirstRun />
        </Suspense>
      </div>
    );
  }
  return (
    <div className={styles.desk}>
      <Unseen as="h1">Library</Unseen>
      {front !== undefined && <Unseen as="h2">{front}</Unseen>}
      {tabs.length > 0 && <TabStrip />}
      <div className={styles.work}>{tabs.length === 0 ? <NothingOpen /> : <DeskHalves shown={shown} />}</div>
    </div>
  );
}
