import type { Content, Message } from '../content.ts';
import { alignMessages } from './align-messages.ts';
import { compareFacts } from './compare-facts.ts';
import { type Budget, compareText, newBudget } from './compare-text.ts';
import type { ContentDiff, MessageDiff } from './content-diff.ts';

export type CompareOptions = { ignoreWhitespace: boolean };

/** What changed from `left` to `right`: messages by role and likeness, their texts by line and then by word, and every
 *  other part by name. `null` is a side that says nothing (before the first version). Work is bounded whatever the
 *  texts: past its bounds the answer is coarser, never wrong, so the left sides of a message's rows joined by line
 *  breaks always are the left text, and the right sides the right one. */
export function compareContent(left: Content | null, right: Content | null, options: CompareOptions): ContentDiff {
  const budget = newBudget();
  const leftMessages = left?.messages ?? [];
  const rightMessages = right?.messages ?? [];
  const messages = alignMessages(leftMessages, rightMessages).map((pair) =>
    compareMessage(
      { index: pair.left, message: pair.left === null ? null : leftMessages[pair.left]! },
      { index: pair.right, message: pair.right === null ? null : rightMessages[pair.right]! },
      pair.moved,
      options,
      budget,
    ),
  );
  const facts = compareFacts(left, right, budget);
  const bothOrNeither = (left === null) === (right === null);
  return {
    same: bothOrNeither && facts.length === 0 && messages.every((message) => message.kind === 'same'),
    messages,
    facts,
  };
}

type Side = { index: number | null; message: Message | null };

function compareMessage(left: Side, right: Side, moved: boolean, options: CompareOptions, budget: Budget): MessageDiff {
  const lines = compareText(left.message?.text ?? null, right.message?.text ?? null, options, budget);
  const differs = left.message?.role !== right.message?.role || lines.some((line) => line.kind !== 'same');
  const kind =
    left.message === null
      ? 'added'
      : right.message === null
        ? 'removed'
        : moved
          ? 'moved'
          : differs
            ? 'changed'
            : 'same';
  return {
    kind,
    leftIndex: left.index,
    rightIndex: right.index,
    leftRole: left.message?.role ?? null,
    rightRole: right.message?.role ?? null,
    lines,
  };
}
