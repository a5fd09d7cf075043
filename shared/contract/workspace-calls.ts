import { z } from 'zod';
import { Done, Nothing, Preferences, WorkspaceInfo } from './shapes.ts';

export const workspaceCalls = {
  'app.info': {
    input: Nothing,
    output: z.object({ version: z.string(), host: z.enum(['electron', 'browser', 'cli']), platform: z.string() }),
  },
  'workspace.info': { input: Nothing, output: WorkspaceInfo },
  'workspace.configure': {
    input: z.strictObject({
      name: z.string().trim().min(1).max(100).optional(),
      author: z.string().trim().min(1).max(100).optional(),
      requireMessage: z.boolean().optional(),
    }),
    output: WorkspaceInfo,
  },
  'workspace.addExamples': { input: Nothing, output: z.object({ prompts: z.number() }) },
  'preferences.get': { input: Nothing, output: Preferences },
  'preferences.set': { input: z.strictObject({ preferences: Preferences }), output: Done },
};
