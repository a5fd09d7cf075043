import * as fc from 'fast-check';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../../shared/canonical-json.ts';
import type { Change } from '../../../shared/change.ts';
import { Refused } from '../../../shared/reply.ts';
import type { SegmentHeader } from '../../../shared/segment/segment-header.ts';
import { MAX_CHANGES, MAX_PACKED } from '../../../shared/segment/segment-limits.ts';
import { sha256 } from '../../../main/registry/sha256.ts';
import { openEnvelope, sealEnvelope } from '../../../main/sync/envelope.ts';
import { blankSegment, readSegment, rebuildSegment, writeSegment } from '../../../main/sync/segment-codec.ts';
import { readLine, saltOf, writeLine } from '../../../main/sync/segment-lines.ts';
import type { ReadSegment, SegmentFrame, Signer, WrittenSegment } from '../../../main/sync/sync-types.ts';
import { anyChange, anyVersion, deviceNamed } from './arbitrary-changes.ts';

const ana = deviceNamed('a');
const ben = deviceNamed('b');
const FIRST: SegmentFrame = {
  number: 1,
  workspace: null,
  previous: null,
  sequence: 1,
  seen: null,
  at: 1_700_000_000_000,
  seed: new Uint8Array(32).fill(7),
};
const A_CHANGE: Change = {
  id: '00000000-0000-7000-a000-000000000001',
  kind: 'prompt.archived',
  author: 'ana',
  at: 5,
  body: { promptId: '00000000-0000-7000-a000-000000000002' },
};
const changes = fc.array(anyChange, { minLength: 1, maxLength: 6 });

describe('a segment', () => {
  test('gives back the changes that were put into it, in order and to the letter', () => {
    fc.assert(
      fc.property(changes, (all) => {
        const written = write(all);
        const read = readSegment(written.bytes, FIRST);
        expect(changesOf(read)).toEqual(all);
        expect(read.headerHash).toBe(written.headerHash);
        expect(written.lines).toEqual(read.lines);
        expect(read.header).toMatchObject({ device: ana.deviceId, key: ana.key, number: 1, count: all.length });
        expect(rebuildSegment(read)).toEqual(written.bytes);
      }),
    );
  });

  test('is the same bytes for the same changes, seed and time, and other bytes for another seed', () => {
    const seed = new Uint8Array(32).fill(8);
    expect(write([A_CHANGE]).bytes).toEqual(write([A_CHANGE]).bytes);
    expect(write([A_CHANGE], { ...FIRST, seed }).header.root).not.toBe(write([A_CHANGE]).header.root);
  });

  test('that has any byte altered, dropped, added or cut off is refused with a sentence', () => {
    const { bytes } = write(fc.sample(anyChange, { numRuns: 3, seed: 1 }));
    for (let at = 0; at < bytes.length; at += 1) {
      expect(refusalOf(altered(bytes, at, bytes[at]! ^ (1 << (at % 8))))).not.toBe('');
      expect(refusalOf(bytes.subarray(0, at))).not.toBe('');
    }
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), fc.nat(bytes.length), (at, by, to) => {
        expect(refusalOf(altered(bytes, at, bytes[at]! ^ by))).not.toBe('');
        expect(refusalOf(Buffer.concat([bytes.subarray(0, to), Buffer.from([by]), bytes.subarray(to)]))).not.toBe('');
        expect(refusalOf(Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]))).not.toBe('');
      }),
      { numRuns: 300 },
    );
  });

  test('whose payload comes from another segment, or has lines swapped, dropped or doubled, is refused', () => {
    fc.assert(
      fc.property(fc.array(anyChange, { minLength: 2, maxLength: 5 }), fc.nat(), (all, place) => {
        const { headerText, signature, seed } = write(all);
        const at = place % (all.length - 1);
        const swapped = all.with(at, all[at + 1]!).with(at + 1, all[at]!);
        for (const other of [swapped, all.toSpliced(at, 1), all.toSpliced(at, 0, all[at]!), all.toReversed()]) {
          if (canonicalJson(other) === canonicalJson(all)) continue;
          const parts = openEnvelope(write(other, { ...FIRST, seed }).bytes);
          if ('fault' in parts) expect.unreachable(parts.fault);
          else expect(refusalOf(sealEnvelope(headerText, signature, parts.packed))).toMatch(/^bad-(root|payload)$/);
        }
      }),
    );
  });

  test('is refused where it does not follow the one before it, is another one, or belongs to another log', () => {
    const first = write([A_CHANGE]);
    const next = follow(first);
    const second = write([A_CHANGE], next);
    const other = write([A_CHANGE], { ...FIRST, at: 3 });
    expect(readSegment(second.bytes, next).header.number).toBe(2);
    expect(codeOf(() => readSegment(second.bytes, { ...next, number: 3 }))).toBe('wrong-number');
    expect(codeOf(() => readSegment(second.bytes, follow(other)))).toBe('wrong-workspace');
    expect(codeOf(() => readSegment(second.bytes, { ...next, previous: other.headerHash }))).toBe('wrong-previous');
    expect(codeOf(() => readSegment(first.bytes, next))).toBe('wrong-number');
  });

  test('whose device had seen a longer or another log exposes it', () => {
    const first = write([A_CHANGE]);
    const hash = '0'.repeat(64);
    for (const seen of [
      { number: 1, hash },
      { number: 7, hash },
    ]) {
      const frame = { ...follow(first), seen };
      expect(codeOf(() => readSegment(write([A_CHANGE], frame).bytes, frame))).toBe('forked');
    }
  });

  test('cannot be signed by one key in the name of another', () => {
    const forger: Signer = { deviceId: ana.deviceId, key: ana.key, sign: (text) => ben.sign(text) };
    expect(refusalOf(write([A_CHANGE], FIRST, forger).bytes)).toBe('bad-signature');
  });

  test('of a newer Galley is left alone until Galley is updated', () => {
    const { header } = write([A_CHANGE]);
    for (const newer of [{ format: 2 }, { features: ['weights'] }, { features: ['weights'], surprise: true }]) {
      const text = canonicalJson({ ...header, ...newer });
      expect(refusalOf(sealEnvelope(text, Buffer.alloc(64), Buffer.alloc(0)))).toBe('update-galley');
    }
    expect(refusalOf(Buffer.from('GALLEY2\nsomething else'))).toBe('update-galley');
    expect(refusalOf(Buffer.from('Not Found'))).toBe('not-a-segment');
    expect(refusalOf(Buffer.alloc(0))).toBe('damaged');
  });

  test('that unpacks to more than it may is not unpacked', () => {
    const header = { ...write([A_CHANGE]).header };
    const bomb = zstdCompressSync(Buffer.alloc(300 * 1_048_576));
    expect(bomb.length).toBeLessThan(100_000);
    expect(refusalOf(sealed(header, bomb))).toBe('too-large');
  });

  test('is refused where its payload is no text, or not as many lines as it says', () => {
    const { header } = write([A_CHANGE]);
    const seed = `{"seed":"${'0'.repeat(64)}"}\n`;
    for (const payload of ['', seed, `${seed}{}`, `${seed}{}\n{}\n`, '{}\n{}\n'])
      expect(refusalOf(sealed(header, zstdCompressSync(Buffer.from(payload))))).toBe('bad-payload');
    const noText = Buffer.concat([Buffer.from(seed), Buffer.from([0xff, 0xfe]), Buffer.from('\n')]);
    expect(refusalOf(sealed(header, zstdCompressSync(noText)))).toBe('bad-payload');
    expect(refusalOf(sealed(header, Buffer.from('no zstd')))).toBe('bad-payload');
  });
});

describe('how much goes into a segment', () => {
  test('at most a thousand changes, and the rest stays for the next', () => {
    const many = Array.from({ length: MAX_CHANGES + 5 }, () => A_CHANGE);
    expect(write(many)).toMatchObject({ taken: MAX_CHANGES, header: { count: MAX_CHANGES } });
    expect(changesOf(readSegment(write(many).bytes, FIRST))).toHaveLength(MAX_CHANGES);
  });

  test('at most a mebibyte packed, but a change that is larger goes alone', () => {
    const [small, middling, large] = [10_000, 300_000, 2_000_000].map((size) => versionOfNoise(size));
    const written = write([middling!, middling!, middling!, large!, small!].map((one, id) => withId(one, id)));
    expect(written.taken).toBeGreaterThan(0);
    expect(written.taken).toBeLessThan(4);
    expect(written.bytes.length).toBeLessThan(MAX_PACKED + 1_000);
    const alone = write([large!, small!].map((one, id) => withId(one, id)));
    expect(alone.taken).toBe(1);
    expect(alone.bytes.length).toBeGreaterThan(MAX_PACKED);
    expect(changesOf(readSegment(alone.bytes, FIRST))).toEqual([withId(large!, 0)]);
  });
});

describe('a content that was taken out', () => {
  test('leaves the header, the root and every other line as they were, and the id of its version', () => {
    fc.assert(
      fc.property(fc.array(anyVersion, { minLength: 1, maxLength: 4 }), fc.nat(), (all, place) => {
        const written = write(all);
        const whole = readSegment(written.bytes, FIRST);
        const at = place % all.length;
        const blanked = readSegment(blankSegment(whole, new Set([all[at]!.id])), FIRST);
        expect(blanked.headerText).toBe(written.headerText);
        for (const [index, line] of blanked.lines.entries()) {
          if ('odd' in line) return expect.unreachable(line.why);
          const before = whole.lines[index] as typeof line;
          if (all[index]!.id !== all[at]!.id) expect(line).toEqual(before);
          else expect(line).toMatchObject({ versionId: before.versionId, redacted: { versionId: before.versionId } });
        }
        expect(unpackedText(rebuildSegment(blanked))).not.toContain(all[at]!.content);
        expect(readSegment(rebuildSegment(blanked), FIRST).lines).toEqual(blanked.lines);
      }),
    );
  });

  test('cannot be put back as another', () => {
    const [version] = fc.sample(anyVersion, { numRuns: 1, seed: 3 });
    const written = write([version!]);
    const parts = {
      ...written,
      lines: [{ change: { ...version!, content: '{"format":"text","messages":[]}' } as Change }],
    };
    expect(() => rebuildSegment(parts)).toThrow('not what was signed');
  });
});

describe('a line that cannot be read', () => {
  test.each([
    ['of a kind that is not known yet', { ...A_CHANGE, kind: 'prompt.sung' }],
    ['with a body that is none', { ...A_CHANGE, body: { promptId: 5 } }],
    ['with more than a change says', { ...A_CHANGE, more: 1 }],
    ['without an id', { ...A_CHANGE, id: 'one' }],
    ['with an id in capitals', { ...A_CHANGE, body: { promptId: 'ABCDEF00-0000-7000-A000-000000000002' } }],
    ['of a version without content', { ...fc.sample(anyVersion, { numRuns: 1, seed: 4 })[0]!, content: undefined }],
    ['of a version with a content that is none', { ...versionOfNoise(10), content: '{"messages":"none"}' }],
    [
      'of a version with a content of another spelling',
      { ...versionOfNoise(10), content: '{"format": "text","messages":[]}' },
    ],
    [
      'of a version of a prompt that is a number',
      { ...versionOfNoise(10), body: { promptId: 7, parents: [], message: '' } },
    ],
  ])('%s is kept as it stands and has no effect', (_, change) => {
    const all = [A_CHANGE, change as Change, withId(versionOfNoise(20), 9)];
    const bytes = signedLines(all.map((one) => writeLine({ change: one }).text));
    const read = readSegment(bytes, FIRST);
    expect(read.lines.map((line) => 'odd' in line)).toEqual([false, true, false]);
    expect(rebuildSegment(read)).toEqual(bytes);
  });

  test('whatever it is, never makes reading fail', () => {
    const line = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.json(),
      fc.json().map((json) => `{"change":${json}}`),
      fc.json().map((json) => `{"change":{"body":${json},"kind":"version.committed"},"content":${json}}`),
      fc.json().map((json) => `{"change":{"author":"a","body":${json},"kind":"version.committed"},"versionId":"00"}`),
    );
    fc.assert(
      fc.property(
        fc.array(
          line.filter((text) => !text.includes('\n')),
          { minLength: 1 },
        ),
        (texts) => {
          const segment = readSegment(signedLines(texts), FIRST);
          expect(segment.lines.map((one) => ('odd' in one ? one.odd : expect.unreachable()))).toEqual(texts);
        },
      ),
    );
    const deep = `{"change":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    expect(readSegment(signedLines([deep]), FIRST).lines).toMatchObject([{ odd: deep }]);
  });
});

function write(all: readonly Change[], frame: SegmentFrame = FIRST, signer: Signer = ana): WrittenSegment {
  return writeSegment(
    all.map((change) => ({ change })),
    frame,
    signer,
  );
}

function follow({ headerHash }: WrittenSegment): SegmentFrame {
  const seen = { number: 1, hash: headerHash };
  return { ...FIRST, number: 2, workspace: headerHash, previous: headerHash, sequence: 2, seen };
}

/** A segment of those lines, signed by somebody who may sign. */
function signedLines(texts: readonly string[]): Uint8Array {
  const seed = '1'.repeat(64);
  const commitments = texts.map((text, index) => sha256(saltOf(seed, index) + readLine(text).commitment));
  const header = { ...write([A_CHANGE]).header, count: texts.length, root: sha256(commitments.join('')) };
  return sealed(header, zstdCompressSync(Buffer.from(`{"seed":"${seed}"}\n${texts.join('\n')}\n`)));
}

function sealed(header: SegmentHeader, packed: Uint8Array): Uint8Array {
  const text = canonicalJson(header);
  return sealEnvelope(text, Buffer.from(ana.sign(text), 'base64url'), packed);
}

function unpackedText(bytes: Uint8Array): string {
  const envelope = openEnvelope(bytes);
  if ('fault' in envelope) return expect.unreachable(envelope.fault);
  return zstdDecompressSync(envelope.packed).toString('utf8');
}

function changesOf({ lines }: ReadSegment): Change[] {
  return lines.map((line) => ('odd' in line ? expect.unreachable(line.why) : line.change));
}

/** A version that packs to about `size` bytes. */
function versionOfNoise(size: number): Change {
  const text = Buffer.from(fc.sample(fc.uint8Array({ minLength: 64, maxLength: 64 }), { numRuns: 1, seed: size })[0]!);
  let noise = '';
  for (let block = 0; noise.length < size; block += 1) noise += sha256(`${text.toString('hex')}${block}`);
  const packable = Buffer.from(noise, 'hex').toString('base64');
  const [version] = fc.sample(anyVersion, { numRuns: 1, seed: 2 });
  return {
    ...version!,
    content: `{"format":"text","messages":[{"role":"user","text":"${packable}${packable.toLowerCase()}"}]}`,
  };
}

function withId(change: Change, number: number): Change {
  return { ...change, id: `00000000-0000-7000-a000-${String(number).padStart(12, '0')}` };
}

function altered(bytes: Uint8Array, at: number, value: number): Uint8Array {
  return Uint8Array.from(bytes).fill(value, at, at + 1);
}

/** The code a segment is refused with; empty where it is read. */
function refusalOf(bytes: Uint8Array): string {
  return codeOf(() => readSegment(bytes, FIRST));
}

function codeOf(read: () => unknown): string {
  try {
    read();
    return '';
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    expect(error.message).toMatch(/^Segment \d+ of the remote’s log .*\.$/);
    return error.refusal.code;
  }
}
