import * as fc from 'fast-check';
import type { Change } from '../../../shared/change.ts';
import { printContent } from '../../../shared/content.ts';
import type { Signer } from '../../../main/sync/sync-types.ts';
import { signingWith } from '../../../main/sync/keys/ed25519.ts';
import { anyContent, anyName, anyText } from '../../arbitrary-content.ts';

export const anyId = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => {
  const hex = Buffer.from(bytes).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
});
const hash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'));
const author = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
const at = fc.integer({ min: 0, max: 4_000_000_000_000 });

const version = fc
  .record({
    id: anyId,
    author,
    at,
    content: anyContent,
    promptId: anyId,
    parents: fc.array(hash, { maxLength: 3 }),
    message: anyText,
    origin: fc.option(fc.record({ author, committedAt: at }, { requiredKeys: [], noNullPrototype: true }), {
      nil: undefined,
    }),
    snippets: fc.option(
      fc.array(
        fc.record(
          { target: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), promptId: anyId, versionId: hash },
          { noNullPrototype: true },
        ),
        { minLength: 1, maxLength: 2 },
      ),
      { nil: undefined },
    ),
  })
  .map(({ id, author, at, content, promptId, parents, message, origin, snippets }): Change => ({
    id,
    kind: 'version.committed',
    author,
    at,
    body: { promptId, parents, message, ...(origin && { origin }), ...(snippets && { snippets }) },
    content: printContent(content),
  }));

const other = fc.oneof(
  fc
    .record({ id: anyId, author, at, promptId: anyId, name: anyName })
    .map(({ id, author, at, promptId, name }): Change => ({
      id,
      kind: 'prompt.created',
      author,
      at,
      body: { promptId, name },
    })),
  fc
    .record({ id: anyId, author, at, promptId: anyId, versionId: fc.option(hash), reason: anyText })
    .map(({ id, author, at, promptId, versionId, reason }): Change => ({
      id,
      kind: 'label.moved',
      author,
      at,
      body: { moves: [{ promptId, label: 'production', versionId, expectedMoveId: null }], reason },
    })),
  fc
    .record({ id: anyId, author, at, reviewId: anyId, text: anyText.filter((text) => text !== '') })
    .map(({ id, author, at, reviewId, text }): Change => ({
      id,
      kind: 'review.commented',
      author,
      at,
      body: { reviewId, text },
    })),
);

/** A change as a service could have recorded it; most of them versions. */
export const anyChange: fc.Arbitrary<Change> = fc.oneof({ weight: 2, arbitrary: version }, other);
export const anyVersion: fc.Arbitrary<Change> = version;

/** The same device at every run. */
export function deviceNamed(letter: string): Signer & { secret: string } {
  const secret = Buffer.alloc(32, letter).toString('base64url');
  const digit = (letter.charCodeAt(0) % 16).toString(16);
  return { deviceId: `00000000-0000-7000-a000-${digit.repeat(12)}`, secret, ...signingWith(secret) };
}
