import { canonicalJson } from '../canonical-json.ts';
import type { LabelRow, PromptState, ReleaseState, VersionState, WorkspaceState } from './state.ts';

export type StateRows = {
  workspace: WorkspaceState | undefined;
  prompts: Iterable<PromptState>;
  versions: Iterable<VersionState>;
  labels: Iterable<LabelRow>;
  releases: Iterable<ReleaseState>;
  team: Iterable<{ kind: string; key: string; row: unknown }>;
};

/** The state as text, one canonical line a row, sorted: equal states give equal lines wherever they are kept. The state
 *  hash is the SHA-256 of these lines, each ended by a line feed. */
export function* stateLines(rows: StateRows): Iterable<string> {
  if (rows.workspace) yield canonicalJson(['workspace', rows.workspace]);
  yield* sorted('prompt', rows.prompts);
  yield* sorted('version', rows.versions);
  yield* sorted('label', rows.labels);
  yield* sorted('release', rows.releases);
  yield* Array.from(rows.team, ({ kind, key, row }) => canonicalJson(['team', kind, key, row])).toSorted();
}

function sorted(table: string, rows: Iterable<unknown>): string[] {
  return Array.from(rows, (row) => canonicalJson([table, row])).toSorted();
}
