import { z } from 'zod';
import { Id } from '../ids.ts';
import { Done } from './shapes.ts';

/** Named values to try a prompt with: kept on this device, never shared. */
export const InputSet = z.strictObject({
  id: Id,
  name: z.string().trim().min(1, 'An input set needs a name.').max(100, 'A name may have 100 characters.'),
  values: z.record(z.string(), z.json()),
});
export type InputSet = z.infer<typeof InputSet>;

export const inputCalls = {
  'inputs.list': {
    input: z.strictObject({ promptId: Id }),
    output: z.object({ sets: z.array(InputSet), chosenId: Id.nullable() }),
  },
  /** Keeps a set, new or known by its id. */
  'inputs.save': {
    input: z.strictObject({
      promptId: Id,
      set: InputSet,
      place: z.number().int().min(0).optional().describe('where a new one stands among the others; last if not given'),
      choose: z.boolean().default(false),
    }),
    output: Done,
  },
  'inputs.choose': { input: z.strictObject({ promptId: Id, setId: Id }), output: Done },
  'inputs.rename': { input: z.strictObject({ promptId: Id, setId: Id, name: InputSet.shape.name }), output: Done },
  'inputs.remove': { input: z.strictObject({ promptId: Id, setId: Id }), output: Done },
};
