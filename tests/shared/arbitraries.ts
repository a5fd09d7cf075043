import * as fc from 'fast-check';
import type { Json } from '../../shared/canonical-json.ts';

/** Any text that can be kept: every character, no half surrogate pairs. */
export const text = fc.string({ unit: 'binary' });

/** Plain JSON as `JSON.parse` gives it; no minus zero, which JSON prints without its sign. */
export const json = fc
  .jsonValue({ noUnicodeString: false, maxDepth: 4 })
  .map((value) => JSON.parse(JSON.stringify(value)) as Json);
