import { createHash } from 'node:crypto';
import type { AwsClient } from 'aws4fetch';
import type { RemoteSecrets } from './adapter.ts';
import { RemoteError } from './remote.ts';
import { fetchError, s3Refusal, type S3Refusal, type S3Stage } from './s3-failures.ts';
import { s3Credentials, type S3Place } from './s3-place.ts';
import { abortedAs, checkAborted } from './until-aborted.ts';

const ANSWER_MILLISECONDS = 60_000;
/** The slowest line that is waited for. */
const BYTES_PER_MILLISECOND = 20;

export type S3Call = {
  method: 'GET' | 'PUT';
  /** The whole key, prefix and all; empty for the bucket itself. */
  key: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: Uint8Array;
};

export type S3Answer = { ok: true; headers: Headers; body: Uint8Array } | { ok: false; refusal: S3Refusal };

/** Signed calls to one bucket. Nothing is tried twice in secret: a put sent again could be told that somebody else was first. */
export class S3Calls {
  private readonly place: S3Place;
  private readonly secrets: RemoteSecrets;
  private readonly closing = new AbortController();
  private client: AwsClient | null = null;

  constructor(place: S3Place, secrets: RemoteSecrets) {
    this.place = place;
    this.secrets = secrets;
  }

  async send(call: S3Call, stage: S3Stage, signal?: AbortSignal): Promise<S3Answer> {
    checkAborted(signal);
    const limit = AbortSignal.timeout(
      ANSWER_MILLISECONDS + Math.ceil((call.body?.length ?? 0) / BYTES_PER_MILLISECOND),
    );
    const stop = AbortSignal.any([limit, this.closing.signal, ...(signal === undefined ? [] : [signal])]);
    const request = await this.signed(call, stop);
    checkAborted(stop);
    try {
      const response = await fetch(request);
      const body = new Uint8Array(await response.arrayBuffer());
      if (response.ok) return { ok: true, headers: response.headers, body };
      return { ok: false, refusal: s3Refusal(response.status, response.headers, new TextDecoder().decode(body)) };
    } catch (error) {
      if (stop.aborted) throw abortedAs(stop, stage);
      throw fetchError(error, this.place, stage);
    }
  }

  close(): void {
    this.closing.abort();
  }

  private async signed({ method, key, query, headers, body }: S3Call, signal: AbortSignal): Promise<Request> {
    const client = await this.signer();
    const path = key.split('/').map(encodeURIComponent).join('/');
    const search = query === undefined ? '' : `?${new URLSearchParams(query).toString().replaceAll('+', '%20')}`;
    return client.sign(`${this.place.bucketUrl}/${path}${search}`, {
      method,
      headers: {
        ...headers,
        // Signed as well, so that what arrives is what was sent.
        'x-amz-content-sha256': createHash('sha256')
          .update(body ?? '')
          .digest('hex'),
      },
      body: body === undefined ? null : Buffer.from(body),
      signal,
      redirect: 'manual',
    });
  }

  private async signer(): Promise<AwsClient> {
    if (this.client !== null) return this.client;
    const credentials = s3Credentials(this.secrets);
    if (credentials === null)
      throw new RemoteError(
        'bad-credentials',
        `There is no access key for ${this.place.host}. Enter one, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.`,
      );
    const { AwsClient } = await import('aws4fetch');
    return (this.client = new AwsClient({ ...credentials, service: 's3', region: this.place.region, retries: 0 }));
  }
}
