import { constants, zstdCompressSync, zstdDecompressSync, type ZstdOptions } from 'node:zlib';

/** A keyframe stands alone; the nine contents after it lie in it or lean on the one before, so reading never unpacks
 *  more than ten. */
export const KEYFRAME_EVERY = 10;

/** The most a body may unpack to, so that a damaged or hostile one cannot fill the memory. */
const MAX_BODY_BYTES = 128 * 1024 * 1024;

// Node's types (24.19) lack `dictionary`, which its zstd takes since 24.6.
type Options = ZstdOptions & { dictionary?: Buffer };

/** Several contents in one keyframe, for histories that come in whole: one packing, and the later ones cost next to
 *  nothing. Canonical JSON holds no line feed, so one parts them. */
export function packFrame(contents: string[]): Buffer {
  return packBody(contents.join('\n'), null);
}

/** The bytes of a keyframe's contents, one after the other; see `contentIn`. */
export function unpackFrame(packed: Buffer): Buffer {
  return zstdDecompressSync(packed, { maxOutputLength: MAX_BODY_BYTES });
}

/** The content at `place` (from 0) in what `unpackFrame` gave; null where it holds fewer. Only that one is decoded. */
export function contentIn(frame: Buffer, place: number): string | null {
  let from = 0;
  for (let at = 0; at < place; at += 1) {
    const end = frame.indexOf(LINE_FEED, from);
    if (end < 0) return null;
    from = end + 1;
  }
  const end = frame.indexOf(LINE_FEED, from);
  return frame.toString('utf8', from, end < 0 ? frame.length : end);
}

const LINE_FEED = 0x0a;

/**
 * A version's content, packed with its parent's as the dictionary. zstd rather than deflate: deflate sees only 32 KB
 * back and copies at most 258 bytes at a time, which on real edit histories made bodies four times as large and took
 * twice as long.
 */
export function packBody(content: string, parent: string | null): Buffer {
  const bytes = Buffer.from(content, 'utf8');
  return zstdCompressSync(bytes, options(bytes.length, parent));
}

/** Reads what `packBody` wrote; `parent` must be the text it was given then. Throws where the bytes are damaged. */
export function unpackBody(packed: Buffer, parent: string | null): string {
  const given: Options = {
    maxOutputLength: MAX_BODY_BYTES,
    ...(parent === null ? {} : { dictionary: Buffer.from(parent, 'utf8') }),
  };
  return zstdDecompressSync(packed, given).toString('utf8');
}

function options(size: number, parent: string | null): Options {
  // The checksum makes a flipped bit an error instead of other words; it costs four bytes.
  const params = { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 };
  if (parent === null) return { params };
  const dictionary = Buffer.from(parent, 'utf8');
  // The window must span dictionary and content, or long texts forget how they began.
  const windowLog = Math.min(27, Math.max(10, Math.ceil(Math.log2(size + dictionary.length + 1))));
  return { params: { ...params, [constants.ZSTD_c_windowLog]: windowLog }, dictionary };
}
