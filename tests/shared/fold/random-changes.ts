import * as fc from 'fast-check';
import type { ChangeBody, ChangeKind } from '../../../shared/change.ts';
import type { StateView } from '../../../shared/fold/state.ts';
import { newId } from '../../../shared/ids.ts';
import { contentOf } from './fold-under-test.ts';

/** A step of a random history, in numbers that pick among what there is when its turn comes. Many steps are impossible
 *  where they come: those must be refused and change nothing. */
export type Step =
  | { do: 'create'; name: number }
  | { do: 'rename'; prompt: number; name: number }
  | { do: 'archive' | 'unarchive'; prompt: number }
  | { do: 'tag'; prompt: number; tags: string[] }
  | { do: 'commit'; prompt: number; text: string; parent: number; message: string; author?: string }
  | { do: 'move'; prompt: number; label: number; version: number; isStale: boolean; second: number | null }
  | { do: 'configure'; requireMessage: boolean };

const NAMES = ['a', 'A', 'b', 'x/é', 'x/e\u0301', 'x/É', 'long/er/name'];
const LABELS = ['production', 'staging'];
const few = fc.nat(5);
const word = fc.constantFrom('one', 'two', 'three', 'Grüße 🙂', '');

export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 2, arbitrary: fc.record({ do: fc.constant('create' as const), name: fc.nat(NAMES.length - 1) }) },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('rename' as const), prompt: few, name: fc.nat(NAMES.length - 1) }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('archive' as const, 'unarchive' as const), prompt: few }) },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('tag' as const),
        prompt: few,
        tags: fc.array(fc.constantFrom('z', 'y', 'x')),
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record(
        {
          do: fc.constant('commit' as const),
          prompt: few,
          text: word,
          parent: fc.nat(8),
          message: word,
          author: fc.constantFrom('ben', 'eve'),
        },
        { requiredKeys: ['do', 'prompt', 'text', 'parent', 'message'] },
      ),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant('move' as const),
        prompt: few,
        label: fc.nat(LABELS.length - 1),
        version: fc.nat(8),
        isStale: fc.boolean(),
        second: fc.option(few),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('configure' as const), requireMessage: fc.boolean() }) },
  ),
  { maxLength: 40 },
);

export type Made = { kind: ChangeKind; body: ChangeBody<ChangeKind>; content?: string };

/** What is known while a history is made: the ids its steps pick from. */
export class History {
  readonly prompts: string[] = [newId()]; // the first is never made: a prompt that does not exist
  readonly versions: string[] = ['0'.repeat(64)];

  /** The change that `step` stands for, in the state as it is. */
  change(step: Step, view: StateView): Made {
    const promptId = 'prompt' in step ? pick(this.prompts, step.prompt) : '';
    switch (step.do) {
      case 'create': {
        const made = { promptId: newId(), name: NAMES[step.name]! };
        this.prompts.push(made.promptId);
        return { kind: 'prompt.created', body: made };
      }
      case 'rename':
        return { kind: 'prompt.renamed', body: { promptId, name: NAMES[step.name]! } };
      case 'archive':
      case 'unarchive':
        return { kind: `prompt.${step.do}d`, body: { promptId } };
      case 'tag':
        return { kind: 'prompt.tagged', body: { promptId, tags: step.tags } };
      case 'commit': {
        const parents = step.parent === 0 ? [] : [pick(this.versions, step.parent)];
        const origin = step.author === undefined ? {} : { origin: { author: step.author } };
        return {
          kind: 'version.committed',
          body: { promptId, parents, message: step.message, ...origin },
          content: contentOf(step.text),
        };
      }
      case 'move': {
        const move = (id: string) => ({
          promptId: id,
          label: LABELS[step.label]!,
          versionId: step.version === 0 ? null : pick(this.versions, step.version),
          expectedMoveId: step.isStale ? newId() : (view.label(id, LABELS[step.label]!)?.moveId ?? null),
        });
        const moves = [move(promptId), ...(step.second === null ? [] : [move(pick(this.prompts, step.second))])];
        return { kind: 'label.moved', body: { moves, reason: 'random' } };
      }
      default:
        return { kind: 'workspace.configured', body: { requireMessage: step.requireMessage } };
    }
  }
}

function pick(from: string[], at: number): string {
  return from[at % from.length]!;
}
