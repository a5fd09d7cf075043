import { APP_VERSION } from '../../shared/app-version.ts';
import type { workspaceCalls } from '../../shared/contract/workspace-calls.ts';
import { configureWorkspace } from '../registry/configure-workspace.ts';
import { addExamples } from '../registry/examples.ts';
import { readPreferences, savePreferences } from '../registry/preferences.ts';
import { workspaceInfo } from '../registry/prompt-queries.ts';
import { done } from './done.ts';
import type { HandlersOf } from './services.ts';

export const workspaceHandlers: HandlersOf<typeof workspaceCalls> = {
  'app.info': ({ host }) => ({ version: APP_VERSION, host, platform: process.platform }),
  'workspace.info': ({ registry }) => workspaceInfo(registry),
  'workspace.configure': ({ registry }, input) => {
    configureWorkspace(registry, input);
    return workspaceInfo(registry);
  },
  'workspace.addExamples': ({ registry }) => addExamples(registry),
  'preferences.get': ({ registry }) => readPreferences(registry),
  'preferences.set': ({ registry }, { preferences }) => done(() => savePreferences(registry, preferences)),
};
