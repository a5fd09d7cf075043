import { expect, test } from './fixtures.ts';

test('a second start brings the window to the front and ends', async ({ galley }) => {
  await galley.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.hide());
  expect(await galley.startSecond()).toBe(0);
  const isVisible = () =>
    galley.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.isVisible());
  await expect.poll(isVisible).toBe(true);
  expect(galley.electron.windows()).toHaveLength(1);
});

test('a second start on another workspace says that Galley is already open with the first', async ({ galley }) => {
  const messages = await galley.electron.evaluateHandle(({ dialog }) => {
    const shown: string[] = [];
    dialog.showMessageBox = async (...args: unknown[]) => {
      shown.push((args.at(-1) as { message: string }).message);
      return { response: 0, checkboxChecked: false };
    };
    return shown;
  });
  expect(await galley.startSecond('/elsewhere/other.galley')).toBe(0);
  await expect.poll(() => messages.jsonValue()).toEqual([`Galley is already open with ${galley.workspaceFile}.`]);
});

test('the window comes back with the size it was closed with', async ({ galley }) => {
  const bounds = () =>
    galley.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getNormalBounds());
  await galley.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]!.setBounds({ x: 40, y: 50, width: 960, height: 600 }),
  );
  await galley.quit();
  await galley.start();
  expect(await bounds()).toMatchObject({ width: 960, height: 600 });
});

test('a window whose page has crashed offers a reload, and works again after it', async ({ galley }) => {
  const loaded = await galley.electron.evaluate(async ({ dialog, BrowserWindow }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!;
    const asked = new Promise<string[]>((resolve) => {
      dialog.showMessageBox = async (...args: unknown[]) => {
        resolve((args.at(-1) as { buttons: string[] }).buttons);
        return { response: 0, checkboxChecked: false };
      };
    });
    const again = new Promise<void>((resolve) => webContents.once('did-finish-load', () => resolve()));
    webContents.forcefullyCrashRenderer();
    const buttons = await asked;
    await again;
    return { buttons, address: webContents.getURL() };
  });
  expect(loaded).toEqual({ buttons: ['Reload', 'Quit'], address: 'galley://app/' });
});

test('the system’s part of the window takes the theme chosen in the page, and has it again after a restart', async ({
  galley,
}) => {
  const look = () =>
    galley.electron.evaluate(({ BrowserWindow, nativeTheme }) => ({
      theme: nativeTheme.themeSource,
      background: BrowserWindow.getAllWindows()[0]!.getBackgroundColor().toLowerCase(),
    }));
  const preferences = await galley.call('preferences.get', {});
  await galley.call('preferences.set', { preferences: { ...preferences, theme: 'dark' } });
  await expect.poll(look).toEqual({ theme: 'dark', background: '#191817' });
  await galley.quit();
  await galley.start();
  await expect.poll(look).toEqual({ theme: 'dark', background: '#191817' });
});
