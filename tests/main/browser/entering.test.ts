import { expect, test } from 'vitest';
import { HostUnderTest } from './host-under-test.ts';

test('an opening link is swapped for a strict cookie and a clean address', async () => {
  await using host = await HostUnderTest.start();
  const { pathname, search } = new URL(host.host.newLink());
  const entered = await host.send({ path: pathname + search });
  expect(entered.status).toBe(303);
  expect(entered.headers.location).toBe('/');
  expect(entered.headers['set-cookie']![0]).toMatch(/^galley-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/);
  const page = await host.send({ path: '/', headers: { cookie: entered.headers['set-cookie']![0]!.split(';')[0] } });
  expect(page.status).toBe(200);
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
});

test('an opening link works once', async () => {
  await using host = await HostUnderTest.start();
  const { pathname, search } = new URL(host.host.newLink());
  await host.send({ path: pathname + search });
  const again = await host.send({ path: pathname + search, headers: { accept: 'text/html' } });
  expect(again.status).toBe(401);
  expect(again.headers['set-cookie']).toBeUndefined();
  expect(again.text).toContain('start Galley again from the terminal');
});

test('every new link opens the session that is already running', async () => {
  await using host = await HostUnderTest.start();
  expect(await host.signIn()).toBe(await host.signIn());
});

test('a browser that is in already may follow a spent link', async () => {
  await using host = await HostUnderTest.start();
  const cookie = await host.signIn();
  const entered = await host.send({ path: '/?token=spent', headers: { cookie } });
  expect(entered).toMatchObject({ status: 303, headers: { location: '/' } });
});

test('asking for the headers of a link does not spend it', async () => {
  await using host = await HostUnderTest.start();
  const { pathname, search } = new URL(host.host.newLink());
  expect((await host.send({ method: 'HEAD', path: pathname + search })).status).toBe(401);
  expect((await host.send({ path: pathname + search })).status).toBe(303);
});

test.each(['/', '/assets/main-1.js', '/events', '/index.html', '/nothing'])(
  'without a session %s is not shown',
  async (path) => {
    await using host = await HostUnderTest.start();
    const response = await host.send({ path });
    expect(response.status).toBe(401);
    expect(JSON.parse(response.text)).toMatchObject({ ok: false, error: { code: 'no-session' } });
  },
);

test('a call without a session, or with another secret, does not reach the workspace', async () => {
  await using host = await HostUnderTest.start();
  const { cookie, ...others } = await host.ownHeaders();
  const body = '{"name":"app.info","input":{}}';
  expect((await host.send({ method: 'POST', path: '/call', headers: others, body })).status).toBe(401);
  const forged = `${String(cookie).slice(0, -3)}xyz`;
  expect(
    (await host.send({ method: 'POST', path: '/call', headers: { ...others, cookie: forged }, body })).status,
  ).toBe(401);
  expect(host.calls).toEqual([]);
});

test('two hosts on one machine do not overwrite each other’s cookies', async () => {
  await using one = await HostUnderTest.start();
  await using other = await HostUnderTest.start();
  const cookie = `${await one.signIn()}; ${await other.signIn()}`;
  expect((await one.send({ path: '/', headers: { cookie } })).status).toBe(200);
  expect((await other.send({ path: '/', headers: { cookie } })).status).toBe(200);
});
