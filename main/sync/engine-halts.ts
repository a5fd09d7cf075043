import type { Refusal } from '../../shared/reply.ts';
import type { Halt } from './sync-seam.ts';

/** What is wrong with a log: syncing stops until the remote is right again. Nothing here is changed by it. */
export type HaltCode = 'emptied' | 'shorter' | 'missing-segment' | 'forked' | 'other-workspace' | 'damaged' | 'newer';

/** Thrown where the remote is found to be so; the engine notes the halt and looks again later by itself. */
export class Halted extends Error {
  readonly halt: Halt;
  constructor(halt: Halt) {
    super(halt.message);
    this.name = 'Halted';
    this.halt = halt;
  }
}

export type Remedy = 'retry' | 'heal' | 'credentials' | 'update' | 'rejoin' | 'none';

/** Whether a remote that is right again is all that it takes. What an audit found wrong here stays wrong. */
export function isOfRemote(code: string): boolean {
  return code !== 'audit-failed';
}

/** What a person can do about a halt. */
export function remedyOf(code: string): Remedy {
  switch (code) {
    case 'emptied':
    case 'shorter':
    case 'missing-segment':
      return 'heal';
    case 'newer':
      return 'update';
    case 'audit-failed':
      return 'rejoin';
    default:
      return 'retry';
  }
}

export function emptied(segments: number): Halted {
  return halted(
    'emptied',
    `The remote is empty, but held ${count(segments)} when this device last looked. Nothing was deleted here. Put the missing segments back, or connect another remote.`,
  );
}

export function shorter(number: number): Halted {
  return halted(
    'shorter',
    `The remote no longer holds segment ${number}, which this device has seen there: it was set back to an older state. Nothing was deleted here. Put the missing segments back, or have the store restored.`,
  );
}

export function missing(number: number, isKnownHere: boolean): Halted {
  const next = isKnownHere
    ? 'Put the missing segments back.'
    : 'A device that has it can put it back; this one goes on by itself then.';
  return halted(
    'missing-segment',
    `Segment ${number} is missing from the remote, although later ones are there. Nothing was deleted here. ${next}`,
    isKnownHere,
  );
}

export function forked(number: number): Halted {
  return halted(
    'forked',
    `Segment ${number} of the remote is not the one this device has seen: the log was set back or replaced, and went on differently. Nothing was changed here. Have the store restored, or connect a remote that holds the log as it was.`,
  );
}

export function seenOtherwise(number: number, seen: number): Halted {
  return halted(
    'forked',
    `Segment ${number} of the remote was written by a device that had seen another segment ${seen}: the remote has shown different logs to different people. Nothing was changed here. Have the store restored by whoever manages it.`,
  );
}

export function otherWorkspace(): Halted {
  return halted(
    'other-workspace',
    'This remote holds another workspace. Nothing was sent there and nothing was changed here. Disconnect it, and connect one that is empty or holds this workspace.',
  );
}

/** A segment that the codec refuses. It says itself what is wrong with which object, and what to do. */
export function unreadable({ code, message }: Refusal): Halted {
  if (code === 'update-galley') return halted('newer', message);
  if (code === 'forked') return halted('forked', message);
  return halted('damaged', message);
}

function halted(code: HaltCode, message: string, isReadOnly = true): Halted {
  return new Halted({ code, message, isReadOnly });
}

function count(segments: number): string {
  return segments === 1 ? 'a segment' : `${segments.toLocaleString('en')} segments`;
}
