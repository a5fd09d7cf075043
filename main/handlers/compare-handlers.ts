import type { compareCalls } from '../../shared/contract/compare-calls.ts';
import { compareContent } from '../../shared/diff/compare-content.ts';
import { promptPatch } from '../interchange/prompt-patch.ts';
import { readSides, readTexts } from '../registry/compared-sides.ts';
import { takeFrom } from '../registry/take-from.ts';
import type { HandlersOf } from './services.ts';

export const compareHandlers: HandlersOf<typeof compareCalls> = {
  'version.compare': ({ registry }, { ignoreWhitespace, ...pair }) => {
    const { left, right } = readSides(registry, pair);
    const diff = compareContent(left.content, right.content, { ignoreWhitespace });
    return { ...diff, sides: { left: left.side, right: right.side } };
  },
  'version.take': ({ registry }, input) => ({ content: takeFrom(registry, input) }),
  'version.patch': ({ registry }, pair) => {
    const { left, right } = readTexts(registry, pair);
    return { patch: promptPatch(left.prompt, left.content, right.content) };
  },
};
