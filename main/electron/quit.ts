import { app } from 'electron';

const PATIENCE = 15_000; // milliseconds; a call that hangs must not keep Galley from being started again

/** Holds quitting back, once the windows are closed, until `finish` is done: the drafts they sent last are to be stored. */
export function finishBeforeQuit(finish: () => Promise<void>): { isUnderWay: () => boolean } {
  let state: 'open' | 'finishing' | 'finished' = 'open';

  app.on('will-quit', (event) => {
    if (state === 'finished') return;
    event.preventDefault();
    if (state === 'finishing') return;
    state = 'finishing';
    const giveUp = setTimeout(() => app.exit(1), PATIENCE);
    void finish().finally(() => {
      clearTimeout(giveUp);
      state = 'finished';
      app.quit();
    });
  });
  return { isUnderWay: () => state !== 'open' };
}
