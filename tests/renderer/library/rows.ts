import type { PromptRow } from '../../../shared/contract.ts';

/** A row of the library; its id is its name. */
export function row(name: string, part: Partial<PromptRow> = {}): PromptRow {
  return {
    id: name,
    name,
    head: 1,
    pending: 0,
    labels: [],
    tags: [],
    archived: false,
    hasDraft: false,
    diverged: false,
    changedAt: 0,
    ...part,
  };
}
