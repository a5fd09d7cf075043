import { Refused } from '../reply.ts';

/** Why an object is not the next segment of this log, or cannot be read. `update-galley` alone is nobody's fault. */
export type SegmentFault =
  | 'not-a-segment'
  | 'update-galley'
  | 'bad-signature'
  | 'wrong-workspace'
  | 'wrong-number'
  | 'wrong-previous'
  | 'forked'
  | 'damaged'
  | 'too-large'
  | 'bad-payload'
  | 'bad-root';

/** `Refused` with a sentence that names the object: what it is, what that means, what to do. */
export function segmentFault(fault: SegmentFault, number: number, detail?: string): Refused {
  return new Refused(
    fault,
    `${sentences[fault](`Segment ${number} of the remote’s log`)} ${remedies[fault] ?? RESTORE}`,
    {
      number,
      ...(detail === undefined ? {} : { detail }),
    },
  );
}

const sentences: Record<SegmentFault, (segment: string) => string> = {
  'not-a-segment': (it) => `${it} is not a segment: something else lies in its place, or its beginning is damaged.`,
  'update-galley': (it) => `${it} was written by a newer Galley, and this one cannot read it.`,
  'bad-signature': (it) => `${it} was altered after it was signed, or was never signed by the device it names.`,
  'wrong-workspace': (it) => `${it} belongs to another workspace’s log.`,
  'wrong-number': (it) => `${it} says that it is another one: segments were moved or copied.`,
  'wrong-previous': (it) => `${it} does not follow the one before it: one of the two was replaced.`,
  forked: (it) =>
    `${it} was written by a device that had seen a longer log than this remote shows: the remote was set back, or shows different people different logs.`,
  damaged: (it) => `${it} is cut off or damaged: its bytes are not those that were written.`,
  'too-large': (it) => `${it} holds more than a segment may.`,
  'bad-payload': (it) => `${it} does not hold what its header says.`,
  'bad-root': (it) => `${it} was altered: what it holds is not what its device signed.`,
};

const RESTORE =
  'Nothing of it was taken in, and this workspace is read-only until the remote is mended: ask whoever manages it to put the original back.';

const remedies: Partial<Record<SegmentFault, string>> = {
  'update-galley': 'Update Galley; until then this workspace is read-only.',
  'wrong-workspace':
    'Nothing of it was taken in, and this workspace is read-only: check the address of the remote, or ask whoever manages it.',
};
