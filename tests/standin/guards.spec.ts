import { expect, test } from './fixtures.ts';
import type { RunningApp } from './running-app.ts';

test('a link out of the app opens in the system’s browser, and only a plain https one', async ({ galley }) => {
  const opened = await watchOpenExternal(galley);
  const before = galley.page.url();
  for (const address of [
    'https://example.com/a',
    'http://example.com/b',
    'mailto:a@example.com',
    'https://x@example.com/',
  ]) {
    await galley.page.evaluate((url) => {
      const link = document.body.appendChild(
        Object.assign(document.createElement('a'), { href: url, target: '_blank' }),
      );
      link.click();
      link.remove();
    }, address);
  }
  await galley.page.evaluate(() => void window.open('https://example.com/c'));
  await expect.poll(opened).toEqual(['https://example.com/a', 'https://example.com/c']);
  await expect.poll(() => galley.electron.windows().length).toBe(1);
  expect(galley.page.url()).toBe(before);
});

test('the page cannot be led away from its own address', async ({ galley }) => {
  const opened = await watchOpenExternal(galley);
  const before = galley.page.url();
  await galley.page.evaluate(() => location.assign('https://example.com/away'));
  await expect.poll(opened).toEqual(['https://example.com/away']);
  await galley.page.evaluate(() => location.assign('http://example.com/away'));
  // The call comes back only if the page is still there.
  await expect(galley.call('workspace.info', {})).resolves.toMatchObject({ prompts: 0 });
  expect(galley.page.url()).toBe(before);
  expect(await opened()).toEqual(['https://example.com/away']);
});

test('the page may write to the clipboard and gets no other permission', async ({ galley }) => {
  const states = await galley.page.evaluate(async () => {
    const names = ['clipboard-write', 'clipboard-read', 'geolocation', 'notifications', 'microphone'];
    const found = names.map(async (name) => [
      name,
      await navigator.permissions.query({ name: name as PermissionName }),
    ]);
    return Object.fromEntries(
      (await Promise.all(found)).map(([name, status]) => [name, (status as PermissionStatus).state]),
    );
  });
  expect(states).toEqual({
    'clipboard-write': 'granted',
    'clipboard-read': 'denied',
    geolocation: 'denied',
    notifications: 'denied',
    microphone: 'denied',
  });
});

test('the page gets two functions and nothing of Node', async ({ galley }) => {
  const page = await galley.page.evaluate(() => {
    const given = (window as unknown as { galley: object }).galley;
    const node = ['require', 'process', 'Buffer', 'module', 'global', 'electron'].filter((name) => name in window);
    return { functions: Object.keys(given).toSorted(), node };
  });
  expect(page).toEqual({ functions: ['call', 'subscribe'], node: [] });
});

test('a frame inside the page gets nothing of the preload', async ({ galley }) => {
  const inFrame = await galley.page.evaluate(async () => {
    const frame = document.body.appendChild(document.createElement('iframe'));
    const has = 'galley' in frame.contentWindow!;
    frame.remove();
    return has;
  });
  expect(inFrame).toBe(false);
});

test('only a file the page made itself may be downloaded', async ({ galley }) => {
  const downloads = await galley.electron.evaluateHandle(({ session }) => {
    const seen: { address: string; isDenied: boolean }[] = [];
    session.defaultSession.on('will-download', (event, item) => {
      seen.push({ address: item.getURL().split('/')[0]!, isDenied: event.defaultPrevented });
      event.preventDefault(); // nothing is saved, and no dialog waits for a person
    });
    return seen;
  });
  await galley.page.evaluate(() => {
    const href = URL.createObjectURL(new Blob(['made here']));
    Object.assign(document.createElement('a'), { href, download: 'x.txt' }).click();
  });
  await expect.poll(() => downloads.jsonValue()).toEqual([{ address: 'blob:galley:', isDenied: false }]);
  await galley.page.evaluate(() => {
    const href = 'data:text/plain,from-elsewhere';
    Object.assign(document.createElement('a'), { href, download: 'x.txt' }).click();
  });
  await expect.poll(async () => (await downloads.jsonValue())[1]).toEqual({ address: 'data:text', isDenied: true });
});

/** What the app asks the system to open from now on; nothing is opened. */
async function watchOpenExternal(galley: RunningApp): Promise<() => Promise<string[]>> {
  const opened = await galley.electron.evaluateHandle(({ shell }) => {
    const addresses: string[] = [];
    shell.openExternal = async (address) => void addresses.push(address);
    return addresses;
  });
  return () => opened.jsonValue();
}
