import { rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { HostUnderTest } from './host-under-test.ts';
import { startBrowserHost } from '../../../main/browser/server.ts';

test('the page carries the nonce of its own policy, and each response another one', async () => {
  await using host = await HostUnderTest.start();
  const headers = { cookie: await host.signIn() };
  const pages = [await host.send({ path: '/', headers }), await host.send({ path: '/index.html', headers })];
  const nonces = pages.map(
    (page) => /'nonce-([\w-]{22})'/.exec(page.headers['content-security-policy'] as string)![1]!,
  );
  expect(nonces[0]).not.toBe(nonces[1]);
  pages.forEach((page, at) =>
    expect([...page.text.matchAll(/nonce="([^"]*)"/g)].map((match) => match[1])).toEqual([nonces[at], nonces[at]]),
  );
});

test('every response, refusals too, forbids framing, sniffing, referrers and foreign use', async () => {
  await using host = await HostUnderTest.start();
  const cookie = await host.signIn();
  for (const sent of [
    { path: '/' },
    { path: '/', headers: { cookie } },
    { path: '/assets/main-1.js', headers: { cookie } },
    { path: '/gone', headers: { cookie } },
  ]) {
    const { headers } = await host.send(sent);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'x-frame-options': 'DENY',
    });
    expect(headers['content-security-policy']).toMatch(/^default-src 'none';.*frame-ancestors 'none'$/);
    expect(headers['access-control-allow-origin']).toBeUndefined();
  }
});

test('hashed files are kept by the browser, the page is not', async () => {
  await using host = await HostUnderTest.start();
  const headers = { cookie: await host.signIn() };
  expect((await host.send({ path: '/assets/main-1.js', headers })).headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'private, max-age=31536000, immutable',
  });
  expect((await host.send({ path: '/assets/inter-1.woff2', headers })).headers['content-type']).toBe('font/woff2');
  expect((await host.send({ path: '/', headers })).headers['cache-control']).toBe('no-store');
});

test.each([
  '/../secret.txt',
  '/assets/../../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/assets/..%5c..%5csecret.txt',
  '//etc/passwd',
  '/assets',
  '/assets/%00',
  '/__proto__',
])('the path %s leads nowhere', async (path) => {
  await using host = await HostUnderTest.start();
  const response = await host.send({ path, headers: { cookie: await host.signIn() } });
  expect([400, 404]).toContain(response.status);
  expect(response.text).not.toContain('not for the browser');
});

test('an address of another site in the request line is refused', async () => {
  await using host = await HostUnderTest.start();
  const headers = { cookie: await host.signIn() };
  expect((await host.send({ path: 'http://galley.example/', headers })).status).toBe(400);
});

test('the page stays whole while a new build replaces its files', async () => {
  await using host = await HostUnderTest.start();
  const headers = { cookie: await host.signIn() };
  await rm(host.folder, { recursive: true });
  expect((await host.send({ path: '/assets/main-1.js', headers })).text).toBe('export {};');
});

test('the host listens on the loopback address alone', async () => {
  await using host = await HostUnderTest.start();
  const refused = await new Promise<string>((resolve) => {
    const socket = connect({ host: '::1', port: host.host.port });
    socket.on('connect', () => resolve('connected'));
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(String(error.code)));
    socket.on('close', () => socket.destroy());
  });
  expect(refused).not.toBe('connected');
});

test('a taken port is refused with a sentence, and so is an interface that was not built', async () => {
  await using host = await HostUnderTest.start();
  const options = {
    workspace: {
      call: host.answer,
      callForJson: () => Promise.resolve(new Uint8Array()),
      subscribe: () => () => undefined,
      close: () => Promise.resolve(),
    },
    onUnexpected: () => undefined,
  };
  await expect(startBrowserHost({ ...options, rendererFolder: host.folder, port: host.host.port })).rejects.toThrow(
    `Port ${host.host.port} is taken by another program`,
  );
  await expect(startBrowserHost({ ...options, rendererFolder: `${host.folder}-gone`, port: 0 })).rejects.toThrow(
    'npm run build',
  );
});
