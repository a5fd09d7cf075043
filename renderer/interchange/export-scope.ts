import type { PromptRow } from '../../shared/contract.ts';
import type { ExportScope } from '../state/dialogs.ts';
import { newestWord } from '../../shared/version-word.ts';

/** The prompts that an export is about. Archived ones only where they were chosen themselves; with a label, only those
 *  that have it. Prompts without a version have nothing to write. */
export function promptsInScope(rows: Iterable<PromptRow>, scope: ExportScope, label: string | null): PromptRow[] {
  const chosen = scope.kind === 'prompts' ? new Set(scope.promptIds) : null;
  return [...rows].filter((row) => {
    if (chosen !== null ? !chosen.has(row.id) : row.archived) return false;
    if (scope.kind === 'folder' && !row.name.startsWith(`${scope.path}/`)) return false;
    if (label !== null) return row.labels.some((each) => each.label === label);
    return newestWord(row) !== null;
  });
}
