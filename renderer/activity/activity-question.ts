import type { Input } from '../../shared/contract.ts';

/** What narrows the feed; an empty text is no filter. `person` is a member's id, or `name:` and the name of somebody who is
 *  none. */
export type ActivityFilter = { person: string; prompt: string; label: string; kind: KindGroup | ''; mark: Mark | '' };
export type Mark = 'pending' | 'queued' | 'refused';

export const NO_FILTER: ActivityFilter = { person: '', prompt: '', label: '', kind: '', mark: '' };

/** Kinds of change as people think of them. */
export const KIND_GROUPS = {
  versions: { label: 'Versions', kinds: ['version.committed', 'body.redacted'] },
  releases: { label: 'Label moves', kinds: ['label.moved'] },
  reviews: {
    label: 'Reviews',
    kinds: ['review.requested', 'review.commented', 'review.decided', 'review.withdrawn', 'evidence.recorded'],
  },
  prompts: {
    label: 'Prompts',
    kinds: ['prompt.created', 'prompt.renamed', 'prompt.archived', 'prompt.unarchived', 'prompt.tagged'],
  },
  team: {
    label: 'Members and keys',
    kinds: [
      'member.added',
      'member.renamed',
      'member.role',
      'member.removed',
      'device.added',
      'device.rotated',
      'device.removed',
      'recovery.set',
    ],
  },
  rules: { label: 'Rules and settings', kinds: ['policy.set', 'workspace.created', 'workspace.configured'] },
} as const;
export type KindGroup = keyof typeof KIND_GROUPS;

export type ActivityQuestion = Omit<Input<'activity.list'>, 'before' | 'limit'>;

/** What to ask the host. `promptId`: of the prompt that is called as the filter says. */
export function questionOf(filter: ActivityFilter, promptId: string | null): ActivityQuestion {
  const question: ActivityQuestion = {};
  if (filter.person.startsWith(BY_NAME)) question.author = filter.person.slice(BY_NAME.length);
  else if (filter.person !== '') question.memberId = filter.person;
  if (promptId !== null) question.promptId = promptId;
  if (filter.label !== '') question.label = filter.label;
  if (filter.kind !== '') question.kinds = [...KIND_GROUPS[filter.kind].kinds];
  if (filter.mark !== '') question.marks = [filter.mark];
  return question;
}

export const BY_NAME = 'name:';
