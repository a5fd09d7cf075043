import type { JobState } from '../../shared/contract.ts';

const VERBS: Record<JobState['kind'], string> = {
  import: 'Importing',
  export: 'Exporting',
  verify: 'Verifying',
  backup: 'Backing up',
  'audit-log': 'Exporting the log',
};

/** A running job in a few words: `Importing 820 of 1,529`. */
export function jobText({ kind, done, total }: Pick<JobState, 'kind' | 'done' | 'total'>): string {
  const verb = VERBS[kind];
  if (total === null) return done === 0 ? `${verb}…` : `${verb}: ${done.toLocaleString('en')} done`;
  return `${verb} ${Math.min(done, total).toLocaleString('en')} of ${total.toLocaleString('en')}`;
}
