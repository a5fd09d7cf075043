import type { CallName, CheckedInput, Output } from '../shared/contract.ts';
import { Preferences } from '../shared/contract.ts';
import { APP_VERSION } from '../shared/app-version.ts';
import { unwrap } from '../shared/reply.ts';
import { compareContent } from '../shared/diff/compare-content.ts';
import type { StagedFiles } from './interchange/staged-files.ts';
import type { Jobs } from './jobs.ts';
import { commitVersion } from './registry/commit-version.ts';
import { contentAt } from './registry/content-at.ts';
import { configureWorkspace } from './registry/configure-workspace.ts';
import { discardDraft, readInputs, restoreVersion, saveDraft, saveInputs } from './registry/edit-draft.ts';
import {
  archivePrompts,
  createPrompt,
  duplicatePrompt,
  movePrompts,
  renameFolder,
  renamePrompt,
  tagPrompts,
} from './registry/edit-prompts.ts';
import { addExamples } from './registry/examples.ts';
import { moveLabel, rollBackLabel } from './registry/move-label.ts';
import {
  labelNames,
  promptDetail,
  promptRows,
  promptRowsOf,
  promptSeq,
  workspaceInfo,
} from './registry/prompt-queries.ts';
import type { Registry } from './registry/registry.ts';
import { searchPrompts } from './registry/search.ts';
import { releases, versionById, versionRows } from './registry/version-queries.ts';
import type { Templates } from './template/templates.ts';

/** What the calls work with; a host makes it once per open workspace. */
export type Services = {
  registry: Registry;
  templates: Templates;
  jobs: Jobs;
  files: StagedFiles;
  host: 'electron' | 'browser' | 'cli';
};

type Handlers = {
  [N in CallName]: (services: Services, input: CheckedInput<N>) => Output<N> | Promise<Output<N>>;
};

/** Each call of the contract, and the service that answers it. Wiring only: a rule in here is in the wrong place. */
export const handlers: Handlers = {
  'app.info': ({ host }) => ({ version: APP_VERSION, host, platform: process.platform }),
  'workspace.info': ({ registry }) => workspaceInfo(registry),
  'workspace.configure': ({ registry }, input) => {
    configureWorkspace(registry, input);
    return workspaceInfo(registry);
  },
  'workspace.addExamples': ({ registry }) => addExamples(registry),
  'preferences.get': ({ registry }) => Preferences.parse(JSON.parse(registry.settings.get('preferences') ?? '{}')),
  'preferences.set': ({ registry }, { preferences }) => {
    registry.transaction(() => registry.settings.set('preferences', JSON.stringify(preferences)));
    return {};
  },

  'prompt.list': ({ registry }) => ({ prompts: promptRows(registry) }),
  'prompt.rows': ({ registry }, { promptIds }) => ({ prompts: promptRowsOf(registry, promptIds) }),
  'prompt.get': ({ registry }, { promptId }) => promptDetail(registry, promptId),
  'prompt.create': ({ registry }, { name, content }) => createPrompt(registry, name, content),
  'prompt.duplicate': ({ registry }, { promptId, name }) => duplicatePrompt(registry, promptId, name),
  'prompt.rename': ({ registry }, { promptId, name }) => done(() => renamePrompt(registry, promptId, name)),
  'prompt.move': ({ registry }, { promptIds, folder }) => done(() => movePrompts(registry, promptIds, folder)),
  'folder.rename': ({ registry }, { from, to }) => renameFolder(registry, from, to),
  'prompt.archive': ({ registry }, { promptIds }) => done(() => archivePrompts(registry, promptIds, true)),
  'prompt.unarchive': ({ registry }, { promptIds }) => done(() => archivePrompts(registry, promptIds, false)),
  'prompt.tag': ({ registry }, { promptIds, add, remove }) => done(() => tagPrompts(registry, promptIds, add, remove)),
  'prompt.search': ({ registry }, input) => searchPrompts(registry, input),

  'draft.save': ({ registry }, input) => saveDraft(registry, input),
  'draft.discard': ({ registry }, { promptId }) => done(() => discardDraft(registry, promptId)),
  'inputs.get': ({ registry }, { promptId }) => ({ values: readInputs(registry, promptId) }),
  'inputs.save': ({ registry }, { promptId, values }) => done(() => saveInputs(registry, promptId, values)),

  'version.commit': ({ registry }, input) => commitVersion(registry, input),
  'version.list': ({ registry }, { promptId }) => ({ versions: versionRows(registry, promptSeq(registry, promptId)) }),
  'version.get': ({ registry }, { versionId }) => versionById(registry, versionId),
  'version.restore': ({ registry }, input) => restoreVersion(registry, input),
  'version.compare': ({ registry }, { promptId, left, right, ignoreWhitespace }) =>
    compareContent(contentAt(registry, promptId, left), contentAt(registry, promptId, right), { ignoreWhitespace }),

  'label.names': ({ registry }) => ({ labels: labelNames(registry) }),
  'label.move': ({ registry }, input) => moveLabel(registry, input),
  'label.rollback': ({ registry }, input) => rollBackLabel(registry, input),
  'release.list': ({ registry }, { promptId, label, limit }) => {
    const prompt = promptId === undefined ? undefined : promptSeq(registry, promptId);
    return { releases: releases(registry, { prompt, label, limit }) };
  },

  'template.check': async ({ templates }, input) => unwrap(await templates.check(input)),
  'template.render': async ({ templates }, input) => unwrap(await templates.render(input)),

  'file.begin': ({ files }, { name }) => ({ fileId: files.begin(name) }),
  'file.write': ({ files }, { fileId, base64 }) => done(() => files.append(fileId, Buffer.from(base64, 'base64'))),
  'file.read': ({ files }, { fileId, offset }) => {
    const { bytes, end } = files.read(fileId, offset);
    return { base64: Buffer.from(bytes).toString('base64'), end };
  },
  'file.drop': ({ files }, { fileIds }) => done(() => fileIds.forEach((fileId) => files.drop(fileId))),

  'import.inspect': async ({ files }, { fileIds, format }) => {
    // The readers of seven formats are loaded when they are asked for, not while a window waits to open.
    const { inspectFiles } = await import('./interchange/run-import.ts');
    const sources = fileIds.map((fileId) => files.source(fileId));
    return inspectFiles(sources, format ?? null);
  },
  'import.start': ({ jobs, files }, { fileIds, format, options }) => ({
    jobId: jobs.start({
      kind: 'import',
      files: fileIds.map((fileId) => ({ disk: files.pathOf(fileId), name: files.nameOf(fileId) })),
      format: format ?? null,
      options,
    }),
  }),
  'export.start': ({ jobs, files }, { format, promptIds, label }) => {
    const fileId = files.begin('export');
    return { jobId: jobs.start({ kind: 'export', format, promptIds, label, target: files.pathOf(fileId) }, fileId) };
  },
  'verify.start': ({ jobs }) => ({ jobId: jobs.start({ kind: 'verify' }) }),
  'backup.start': ({ jobs, files }) => {
    const fileId = files.begin('backup');
    const target = files.pathOf(fileId);
    files.clear(fileId); // a backup never replaces a file, not even an empty one
    return { jobId: jobs.start({ kind: 'backup', target }, fileId) };
  },
  'job.get': ({ jobs }, { jobId }) => jobs.get(jobId),
  'job.cancel': ({ jobs }, { jobId }) => done(() => jobs.cancel(jobId)),
};

function done(work: () => void): Record<string, never> {
  work();
  return {};
}
