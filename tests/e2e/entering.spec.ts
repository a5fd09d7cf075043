import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from './fixtures.ts';

test('the printed link opens Galley once, and the page then lives at a clean address', async ({
  browser,
  page,
  host,
}) => {
  await host.kill();
  const link = await host.launch();
  await page.goto(link);
  await expect(page).toHaveURL(`${host.origin}/`);
  await expect(page.locator('#root > *').first()).toBeVisible();
  await page.reload();
  await expect(page.locator('#root > *').first()).toBeVisible();

  const stranger = await browser.newContext();
  const other = await stranger.newPage();
  const response = await other.goto(link);
  expect(response?.status()).toBe(401);
  await expect(other.getByText('start Galley again from the terminal')).toBeVisible();
  await stranger.close();
});

test('the link also opens from a terminal that runs in the browser', async ({ page, host }) => {
  await host.kill();
  const link = await host.launch();
  const terminal = await servePage(`<!doctype html><title>terminal</title><a href="${link}">Galley is open</a>`);
  await page.goto(terminal.origin.replace('127.0.0.1', 'localhost')); // another site, to the browser
  await page.getByRole('link').click();
  await expect(page).toHaveURL(`${host.origin}/`);
  await expect(page.locator('#root > *').first()).toBeVisible();
  terminal.close();
});

test('a page of another server on this machine can neither read the workspace nor write to it', async ({
  context,
  host,
  open,
}) => {
  await open();
  const elsewhere = await servePage('<!doctype html><title>elsewhere</title>');
  const before = await host.call('workspace.info', {});

  const page = await context.newPage(); // the same browser: the session's cookie is there
  await page.goto(elsewhere.origin);
  const answers = await page.evaluate(async (origin) => {
    const body = JSON.stringify({ name: 'prompt.create', input: { name: 'planted' } });
    const attempts: RequestInit[] = [
      { method: 'POST', body, mode: 'no-cors', credentials: 'include' },
      { method: 'POST', body, credentials: 'include', headers: { 'content-type': 'application/json' } },
      { method: 'POST', body, credentials: 'include' },
    ];
    const answers: string[] = [];
    for (const attempt of attempts) {
      answers.push(await fetch(`${origin}/call`, attempt).then((answer) => answer.text(), String));
    }
    const frame = document.createElement('iframe');
    frame.src = origin;
    await new Promise((resolve) => {
      frame.addEventListener('load', resolve);
      document.body.append(frame);
    });
    return answers;
  }, host.origin);
  elsewhere.close();

  expect(answers.filter((answer) => answer !== '' && !answer.startsWith('TypeError'))).toEqual([]);
  await expect(page.frameLocator('iframe').locator('#root')).toHaveCount(0);
  expect(await host.call('workspace.info', {})).toEqual(before);
});

test('a script that finds its way into the page does not run', async ({ context, open }) => {
  const page = await context.newPage(); // not the spec's own, whose policy breaches fail the spec
  await open(page);
  const violated = await page.evaluate(async () => {
    const violation = new Promise<string>((resolve) =>
      document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective)),
    );
    const script = document.createElement('script');
    script.textContent = 'window.planted = true';
    document.body.append(script);
    return { directive: await violation, planted: 'planted' in window };
  });
  expect(violated).toEqual({ directive: 'script-src-elem', planted: false });
});

/** Another server on this machine. */
async function servePage(html: string): Promise<{ origin: string; close(): void }> {
  const server = createServer((_, response) => response.setHeader('content-type', 'text/html').end(html));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}
