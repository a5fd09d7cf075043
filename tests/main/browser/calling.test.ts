import { expect, test } from 'vitest';
import { refuse } from '../../../shared/reply.ts';
import { HostUnderTest } from './host-under-test.ts';

const MB = 1024 * 1024;

test('a call reaches the workspace as it was made and brings back its reply', async () => {
  await using host = await HostUnderTest.start();
  const body = JSON.stringify({ name: 'prompt.search', input: { text: 'größe "x" 🙂' } });
  const response = await host.send({ method: 'POST', path: '/call', headers: await host.ownHeaders(), body });
  expect(response.status).toBe(200);
  expect(JSON.parse(response.text)).toEqual({
    ok: true,
    value: { name: 'prompt.search', input: { text: 'größe "x" 🙂' } },
  });
});

test('a refusal of the workspace is a value like any other reply', async () => {
  await using host = await HostUnderTest.start();
  host.answer = () => Promise.resolve(refuse('unchanged', 'This draft is the same as the latest version.'));
  const response = await host.send({
    method: 'POST',
    path: '/call',
    headers: await host.ownHeaders(),
    body: '{"name":"version.commit"}',
  });
  expect(response.status).toBe(200);
  expect(JSON.parse(response.text)).toEqual(refuse('unchanged', 'This draft is the same as the latest version.'));
});

test('a call that fails unexpectedly is answered with a sentence and shown in the terminal', async () => {
  await using host = await HostUnderTest.start();
  const error = new Error('the worker is gone');
  host.answer = () => Promise.reject(error);
  const response = await host.send({
    method: 'POST',
    path: '/call',
    headers: await host.ownHeaders(),
    body: '{"name":"app.info","input":{}}',
  });
  expect(response.status).toBe(500);
  expect(JSON.parse(response.text)).toMatchObject({ ok: false, error: { code: 'unexpected' } });
  expect(response.text).not.toContain('worker');
  expect(host.unexpected).toEqual([error]);
});

test.each(['', '{', '[]', 'null', '{"input":{}}', '{"name":7}', '"app.info"', '\u0000'])(
  'the body %j is refused',
  async (body) => {
    await using host = await HostUnderTest.start();
    const response = await host.send({ method: 'POST', path: '/call', headers: await host.ownHeaders(), body });
    expect(response.status).toBe(400);
    expect(JSON.parse(response.text)).toMatchObject({ ok: false, error: { code: 'bad-request' } });
    expect(host.calls).toEqual([]);
  },
);

test('a body that a plain form could send is refused', async () => {
  await using host = await HostUnderTest.start();
  const headers = { ...(await host.ownHeaders()), 'content-type': 'text/plain' };
  expect((await host.send({ method: 'POST', path: '/call', headers, body: '{"name":"app.info"}' })).status).toBe(415);
  expect(host.calls).toEqual([]);
});

test('a message of 10 MB passes', async () => {
  await using host = await HostUnderTest.start();
  host.answer = (_, input) => Promise.resolve({ ok: true, value: String(input).length });
  const body = JSON.stringify({ name: 'draft.save', input: 'x'.repeat(10 * MB) });
  const response = await host.send({ method: 'POST', path: '/call', headers: await host.ownHeaders(), body });
  expect(JSON.parse(response.text)).toEqual({ ok: true, value: 10 * MB });
});

test.each([
  ['announced', (body: Buffer) => ({ 'content-length': body.length })],
  ['unannounced', () => ({ 'transfer-encoding': 'chunked' })],
])('an oversize body, %s, is refused with a sentence', async (_, length) => {
  await using host = await HostUnderTest.start();
  const body = Buffer.alloc(65 * MB, ' ');
  const headers = { ...(await host.ownHeaders()), ...length(body) };
  const response = await host.send({ method: 'POST', path: '/call', headers, body });
  expect(response.status).toBe(413);
  expect(JSON.parse(response.text)).toMatchObject({
    ok: false,
    error: { code: 'too-large', message: expect.stringContaining('64 MB') },
  });
  expect(host.calls).toEqual([]);
});

test('a body announced as boundless is refused before it is sent', async () => {
  await using host = await HostUnderTest.start();
  const headers = { ...(await host.ownHeaders()), 'content-length': 1e12, expect: '100-continue' };
  const response = await host.open({ method: 'POST', path: '/call', headers });
  expect(response.statusCode).toBe(413);
  response.destroy();
});
