import { randomUUID } from 'node:crypto';
import { AwsClient } from 'aws4fetch';
import type { Remote } from '../../../../main/sync/remotes/remote.ts';
import { initRemote, openRemote } from '../../../../main/sync/remotes/remotes.ts';
import { afterTest, conformance, type Store } from './conformance.ts';
import { freePort } from './free-port.ts';
import { tcpProxy, type TcpProxy } from './tcp-proxy.ts';

type RealStore = Store & { prefix: string };

/** Runs what every remote must do against the server at `address` (`http://127.0.0.1:9000/bucket`), with the keys of the environment.
 *  The bucket and others whose names begin like it are made where they lack; nothing is removed. */
export async function conformanceOfRealS3(address: string): Promise<void> {
  const { origin, pathname } = new URL(address);
  const bucket = pathname.slice(1);
  const nobodyAt = await freePort();
  const open = (endpoint: string, name = bucket, prefix: string = randomUUID()): Remote =>
    openRemote(`s3://${name}/${prefix}?endpoint=${endpoint}&insecure=yes`);
  const make = async (): Promise<RealStore> => {
    await initRemote(`s3://${bucket}?endpoint=${origin}&insecure=yes`);
    const prefix = randomUUID();
    return { prefix, open: () => open(origin, bucket, prefix) };
  };
  const behindProxy = async (store: Store, mode: TcpProxy['mode']) => {
    const proxy = await tcpProxy(Number(new URL(origin).port));
    afterTest(() => proxy.stop());
    proxy.mode = mode;
    return open(`http://127.0.0.1:${proxy.port}`, bucket, (store as RealStore).prefix);
  };
  conformance(`A bucket of the real ${origin}`, make, {
    lostAnswer: (store) => behindProxy(store, 'cut'),
    silent: (store) => behindProxy(store, 'silence'),
    unreachable: () => open(`http://127.0.0.1:${nobodyAt}`),
    wrongCredentials: async () =>
      openRemote(`s3://${bucket}/x?endpoint=${origin}&insecure=yes`, {
        user: process.env['AWS_ACCESS_KEY_ID']!,
        password: 'another',
      }),
    mayOnlyRead: async (store) => forbidden(origin, bucket, store, ['s3:PutObject']),
    mayNothing: async (store) => forbidden(origin, bucket, store, ['s3:GetObject', 's3:ListBucket']),
    small: async () => 'only the administrator of a real S3 server can set a quota',
    missing: async () => open(origin, `${bucket}-${randomUUID()}`),
  });
}

/** The store once a policy of its bucket forbids `actions` in it to everybody. */
async function forbidden(origin: string, bucket: string, store: Store, actions: string[]): Promise<Remote> {
  const { prefix } = store as RealStore;
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION } = process.env;
  const client = new AwsClient({
    accessKeyId: AWS_ACCESS_KEY_ID!,
    secretAccessKey: AWS_SECRET_ACCESS_KEY!,
    service: 's3',
    region: AWS_REGION ?? 'us-east-1',
    retries: 0,
  });
  const policy = (body: string | null) =>
    client.fetch(`${origin}/${bucket}?policy`, { method: body === null ? 'DELETE' : 'PUT', body });
  const deny = {
    Effect: 'Deny',
    Principal: '*',
    Action: actions,
    Resource: [`arn:aws:s3:::${bucket}/${prefix}/*`, `arn:aws:s3:::${bucket}`],
  };
  const change = async (body: string | null) => {
    const answer = await policy(body);
    if (!answer.ok) throw new Error(`the server took no policy: ${answer.status} ${await answer.text()}`);
  };
  await change(JSON.stringify({ Version: '2012-10-17', Statement: [deny] }));
  afterTest(() => change(null));
  return store.open();
}
