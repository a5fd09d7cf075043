import { runCommand } from '../state/commands.ts';
import { onEvent } from '../state/client.ts';
import { useConnection } from '../state/connection.ts';
import { askAboutJobs, noteJob } from '../state/jobs.ts';
import { loadPreferences } from '../state/preferences.ts';
import { followChange, loadPrompts, usePrompts } from '../state/prompts.ts';
import { loadSync, noteSync } from '../state/sync.ts';
import { keepTabsOf } from '../state/tabs.ts';
import { loadAppInfo, loadWorkspace } from '../state/workspace.ts';

/** Asks for everything the first screen shows, all at once: the window is usable when the slowest has answered. */
export function startLoading(): void {
  void loadWorkspace();
  void loadTabs();
  void loadAppInfo();
  void loadSync();
}

async function loadTabs(): Promise<void> {
  await Promise.all([loadPreferences(), loadPrompts()]);
  const { loaded, byId } = usePrompts.getState();
  if (loaded) keepTabsOf((id) => byId.has(id));
}

/** Keeps up with what the host tells, for as long as the window is there. */
export function followHost(): void {
  onEvent((event) => {
    if (event.type === 'changed') {
      void followChange(event.promptIds);
      refreshCounts();
    } else if (event.type === 'job') {
      noteJob(event.job);
    } else if (event.type === 'sync') {
      noteSync(event.status);
    } else {
      // The menu bar names some commands of the prompt in front without their area.
      void (runCommand(event.command) || runCommand(`prompt.${event.command}`));
    }
  });
  useConnection.subscribe(({ lost }, before) => {
    if (lost && !before.lost) retry();
    if (!lost && before.lost) {
      void loadWorkspace();
      void loadPrompts();
      void loadSync();
      void askAboutJobs();
    }
  });
}

const RETRY_EVERY = 2_000; // milliseconds

/** Asks until the host answers again; the answer itself is what ends the loss. */
function retry(): void {
  setTimeout(() => {
    if (!useConnection.getState().lost) return;
    void loadWorkspace().then(retry);
  }, RETRY_EVERY);
}

const COUNT_AFTER = 250; // milliseconds

// Many changes in a row are counted once.
function refreshCounts(): void {
  counting ??= setTimeout(() => {
    counting = undefined;
    void loadWorkspace();
  }, COUNT_AFTER);
}

let counting: ReturnType<typeof setTimeout> | undefined;
