import { z } from 'zod';
import { Id } from '../ids.ts';
import { Done } from './shapes.ts';

export const inputCalls = {
  'inputs.get': {
    input: z.strictObject({ promptId: Id }),
    output: z.object({ values: z.record(z.string(), z.json()) }),
  },
  'inputs.save': { input: z.strictObject({ promptId: Id, values: z.record(z.string(), z.json()) }), output: Done },
};
