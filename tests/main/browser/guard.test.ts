import { expect, test } from 'vitest';
import { HostUnderTest } from './host-under-test.ts';

const call = { method: 'POST', path: '/call', body: '{"name":"app.info","input":{}}' };

test.each(['galley.example', '127.0.0.1', 'localhost:80', '127.0.0.1:1', '127.0.0.1.galley.example'])(
  'a request for the host "%s" is refused, session or not',
  async (name) => {
    await using host = await HostUnderTest.start();
    const headers = await host.ownHeaders();
    const response = await host.send({ ...call, headers: { ...headers, host: name } });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    expect(host.calls).toEqual([]);
  },
);

test('a link opened under a foreign host name stays unspent', async () => {
  await using host = await HostUnderTest.start();
  const { pathname, search } = new URL(host.host.newLink());
  expect((await host.send({ path: pathname + search, headers: { host: 'galley.example' } })).status).toBe(403);
  expect((await host.send({ path: pathname + search })).status).toBe(303);
});

test.each([
  ['another site', { origin: 'https://galley.example' }],
  ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
  ['a sandboxed frame', { origin: 'null' }],
  ['no origin at all', { origin: undefined }],
  ['a form of another local server', { 'sec-fetch-site': 'same-site' }],
  ['a script of another site', { 'sec-fetch-site': 'cross-site' }],
])('a call from %s does not reach the workspace', async (_, changed) => {
  await using host = await HostUnderTest.start();
  const headers: Record<string, unknown> = { ...(await host.ownHeaders()), ...changed };
  if (headers['origin'] === undefined) delete headers['origin'];
  const response = await host.send({ ...call, headers: headers as Record<string, string> });
  expect(response.status).toBe(403);
  expect(host.calls).toEqual([]);
});

test('the events and the files are not given to another site', async () => {
  await using host = await HostUnderTest.start();
  const cookie = await host.signIn();
  for (const path of ['/events', '/assets/main-1.js']) {
    const foreign = { cookie, 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' };
    expect((await host.send({ path, headers: foreign })).status).toBe(403);
    expect((await host.send({ path, headers: { cookie, origin: 'http://127.0.0.1:1' } })).status).toBe(403);
  }
});

test('a link followed from a terminal in the browser opens the window, but a frame does not', async () => {
  await using host = await HostUnderTest.start();
  const { pathname, search } = new URL(host.host.newLink());
  const visit = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
  expect((await host.send({ path: pathname + search, headers: { ...visit, 'sec-fetch-dest': 'iframe' } })).status).toBe(
    403,
  );
  const entered = await host.send({ path: pathname + search, headers: { ...visit, 'sec-fetch-dest': 'document' } });
  expect(entered.status).toBe(200);
  expect(entered.headers['set-cookie']).toHaveLength(1);
  expect(entered.text).toContain('http-equiv="refresh" content="0; url=/"'); // a page of our own goes on to the clean address
});

test.each([
  ['GET', '/call', 'POST'],
  ['PUT', '/call', 'POST'],
  ['POST', '/', 'GET, HEAD'],
  ['DELETE', '/assets/main-1.js', 'GET, HEAD'],
  ['HEAD', '/events', 'GET'],
])('%s %s is answered with the methods that are allowed', async (method, path, allow) => {
  await using host = await HostUnderTest.start();
  const response = await host.send({ method, path, headers: await host.ownHeaders() });
  expect(response).toMatchObject({ status: 405, headers: { allow } });
});
