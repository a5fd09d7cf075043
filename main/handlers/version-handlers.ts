import type { versionCalls } from '../../shared/contract/version-calls.ts';
import { restoreVersion } from '../registry/edit-draft.ts';
import { promptSeq } from '../registry/prompt-queries.ts';
import { redactVersion } from '../registry/redact-version.ts';
import { versionById, versionRows } from '../registry/version-queries.ts';
import { commitResolved } from '../snippets/record-snippets.ts';
import type { HandlersOf } from './services.ts';

export const versionHandlers: HandlersOf<typeof versionCalls> = {
  'version.commit': ({ snippets }, input) => commitResolved(snippets, input),
  'version.list': ({ registry }, { promptId }) => ({ versions: versionRows(registry, promptSeq(registry, promptId)) }),
  'version.get': ({ registry }, { versionId }) => versionById(registry, versionId),
  'version.redact': ({ registry }, input) => redactVersion(registry, input),
  'version.restore': ({ registry }, input) => restoreVersion(registry, input),
};
