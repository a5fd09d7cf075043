import { Refused } from '../../shared/reply.ts';

export type CheckpointFault =
  | 'not-a-checkpoint'
  | 'update-galley'
  | 'bad-signature'
  | 'wrong-workspace'
  | 'damaged'
  | 'foreign-tables'
  | 'wrong-chain';

const sentences: Record<CheckpointFault, string> = {
  'not-a-checkpoint': 'is none: something else lies in its place',
  'update-galley': 'was written by a newer Galley',
  'bad-signature': 'was altered after it was signed',
  'wrong-workspace': 'belongs to another workspace',
  damaged: 'is cut off or damaged',
  'foreign-tables': 'holds tables that Galley does not make',
  'wrong-chain': 'does not hold the log it says it does',
};

/** Whether it is the checkpoint that is to blame, and not this device. */
export function isCheckpointFault(error: unknown): error is Refused {
  return (
    error instanceof Refused && Object.hasOwn(sentences, error.refusal.code) && error.refusal.details !== undefined
  );
}

/** A checkpoint only saves time, so a bad one stops nobody. */
export function checkpointFault(fault: CheckpointFault, number: number): Refused {
  return new Refused(
    fault,
    `The checkpoint at segment ${number} ${sentences[fault]}. It was left alone; the log is read from its beginning instead.`,
    { number },
  );
}
