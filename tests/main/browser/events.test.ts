import type { IncomingMessage } from 'node:http';
import { expect, test, vi } from 'vitest';
import type { GalleyEvent } from '../../../shared/contract.ts';
import { ok, type Reply } from '../../../shared/reply.ts';
import { HostUnderTest } from './host-under-test.ts';

/** The events of a stream, one after the other, and undefined at its end. */
function readEvents(response: IncomingMessage): () => Promise<GalleyEvent | undefined> {
  response.setEncoding('utf8');
  const chunks = response[Symbol.asyncIterator]();
  let text = '';
  return async () => {
    for (;;) {
      const [message, ...rest] = text.split('\n\n');
      if (rest.length > 0) {
        text = rest.join('\n\n');
        const data = message!.split('\n').find((line) => line.startsWith('data: '));
        if (data) return JSON.parse(data.slice('data: '.length)) as GalleyEvent;
      } else {
        const next = await chunks.next();
        if (next.done) return undefined;
        text += next.value as string;
      }
    }
  };
}

test('a stream brings what happens, as it happened', async () => {
  await using host = await HostUnderTest.start();
  const headers = { cookie: await host.signIn(), accept: 'text/event-stream' };
  const response = await host.open({ path: '/events', headers });
  expect(response.headers['content-type']).toBe('text/event-stream; charset=utf-8');
  const next = readEvents(response);
  const event: GalleyEvent = { type: 'changed', promptIds: ['line\nbreak', '\u2028'] };
  host.tell(event);
  expect(await next()).toEqual(event);
  response.destroy();
});

test('every open page hears an event, and a page that left is forgotten', async () => {
  await using host = await HostUnderTest.start();
  const headers = { cookie: await host.signIn() };
  const [leaving, staying] = [
    await host.open({ path: '/events', headers }),
    await host.open({ path: '/events', headers }),
  ];
  const next = readEvents(staying);
  leaving.destroy();
  const event: GalleyEvent = { type: 'menu', command: 'commit' };
  host.tell(event);
  expect(await next()).toEqual(event);
  staying.destroy();
});

test('closing the host ends its streams, its subscription and its port', async () => {
  await using host = await HostUnderTest.start();
  const response = await host.open({ path: '/events', headers: { cookie: await host.signIn() } });
  const next = readEvents(response);
  await host.host.close();
  expect(await next()).toBeUndefined();
  expect(host.listeners.size).toBe(0);
  await expect(host.send({ path: '/' })).rejects.toThrow('ECONNREFUSED');
});

test('a call under way is answered before the host closes', async () => {
  await using host = await HostUnderTest.start();
  const { promise, resolve } = Promise.withResolvers<Reply<unknown>>();
  host.answer = () => promise;
  const answered = host.send({
    method: 'POST',
    path: '/call',
    headers: await host.ownHeaders(),
    body: '{"name":"draft.save","input":{}}',
  });
  await vi.waitUntil(() => host.calls.length === 1);
  const closed = host.host.close();
  resolve(ok('saved'));
  expect(JSON.parse((await answered).text)).toEqual({ ok: true, value: 'saved' });
  await closed;
});
