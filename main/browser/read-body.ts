import type { IncomingMessage } from 'node:http';

/** The body of a request, or null where it is longer than `limit` bytes. A longer one is read to its end and dropped,
 *  because a sender that is cut off sees a broken connection instead of the answer; past eight times the limit it is cut off. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  if (Number(request.headers['content-length']) > limit * 8) return null;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limit * 8) return null;
    if (length > limit) chunks.length = 0;
    else chunks.push(chunk);
  }
  return length > limit ? null : Buffer.concat(chunks, length);
}
