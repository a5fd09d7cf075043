import { lazy, Suspense } from 'react';
import { LibraryPanel } from '../library/library-panel.tsx';
import { setPreferences, usePreferences } from '../state/preferences.ts';
import { usePrompts } from '../state/prompts.ts';
import { Resizable } from '../ui/resizable.tsx';
import { NothingOpen } from './nothing-open.tsx';
import { OpenPrompts } from './open-prompts.tsx';
import { TabStrip } from './tab-strip.tsx';
import styles from './library-area.module.css';

const FirstRun = lazy(() => import('../first-run/first-run.tsx'));
const SIDEBAR = 272; // pixels

/** The library beside the prompts that are open. */
export function LibraryArea({ shown }: { shown: boolean }) {
  const width = usePreferences((state) => state.preferences.sidebarWidth);
  return (
    <div className={styles.area} hidden={!shown}>
      <Resizable
        fixed="start"
        size={width ?? SIDEBAR}
        minSize={200}
        maxSize={520}
        onSizeChange={(size) => size !== (width ?? SIDEBAR) && setPreferences({ sidebarWidth: size })}
        label="Width of the library"
        start={<LibraryPanel />}
        end={<Desk shown={shown} />}
      />
    </div>
  );
}

function Desk({ shown }: { shown: boolean }) {
  const tabs = usePreferences((state) => state.preferences.openTabs);
  const isEmpty = usePrompts((state) => state.loaded && state.byId.size === 0);
  if (isEmpty) {
    return (
      <main className={styles.desk}>
        <Suspense>
          <FirstRun />
        </Suspense>
      </main>
    );
  }
  return (
    <main className={styles.desk}>
      {tabs.length > 0 && <TabStrip />}
      <div className={styles.work}>{tabs.length === 0 ? <NothingOpen /> : <OpenPrompts shown={shown} />}</div>
    </main>
  );
}
