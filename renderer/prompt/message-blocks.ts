import type { Role } from '../../shared/content.ts';

/** Messages that are handled as one: a message alone, or the question and the answer of an example. `from` is an index in the
 *  list; `example` counts from 1. */
export type Block = { from: number; count: 1 | 2; example: number | null };

/** A question and its answer are an example where something is still asked after them: another message of the user, or the
 *  place of a chat history. A pair that ends the prompt is the conversation itself. */
export function blocksOf(roles: readonly Role[]): Block[] {
  const asked = roles.findLastIndex((role) => role === 'user' || role === 'placeholder');
  const blocks: Block[] = [];
  let examples = 0;
  for (let index = 0; index < roles.length;) {
    const isPair = index < asked && roles[index] === 'user' && roles[index + 1] === 'assistant';
    blocks.push({ from: index, count: isPair ? 2 : 1, example: isPair ? ++examples : null });
    index += isPair ? 2 : 1;
  }
  return blocks;
}

/** Where the next example belongs: after those there are, before a chat history, or before what is asked. */
export function placeOfNextExample(roles: readonly Role[]): number {
  const last = blocksOf(roles).findLast((block) => block.example !== null);
  if (last) return last.from + last.count;
  const history = roles.indexOf('placeholder');
  const asked = roles.lastIndexOf('user');
  if (history >= 0) return history;
  return asked >= 0 ? asked : roles.length;
}

/** Where `block` lands when it goes one block up (−1) or down (1): an index in the list without it; null at the ends. */
export function stepBlock(blocks: readonly Block[], block: Block, by: 1 | -1): number | null {
  const at = blocks.findIndex((each) => each.from === block.from);
  const neighbour = blocks[at + by];
  if (!neighbour) return null;
  return by < 0 ? neighbour.from : block.from + neighbour.count;
}
