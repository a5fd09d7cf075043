import { Refused } from '../../../shared/reply.ts';
import { LOG, logKey, numberInKey } from '../../../shared/segment/object-keys.ts';
import { readSegment } from '../segment-codec.ts';
import type { ReadSegment } from '../sync-types.ts';
import type { Remote } from './remote.ts';

/** A log as its first segment and its keys tell of it. */
export type LogFound = {
  segments: number;
  /** The number of the last. More than `segments` where some are missing. */
  head: number;
  /** The log's name, the hash of its first header. Null where the first segment is missing or cannot be read. */
  workspace: string | null;
  /** The workspace's name at the beginning, where it had one. */
  workspaceName: string | null;
  /** When it was begun by the clock of who did, milliseconds. */
  begunAt: number | null;
  /** Why the first segment cannot be read, where it cannot. */
  fault: string | null;
};

/** Looks which log is in `remote`; null where there is none. Throws `RemoteError`. */
export async function probeLog(remote: Remote, signal?: AbortSignal): Promise<LogFound | null> {
  const numbers: number[] = [];
  for await (const key of remote.list(LOG, null, signal)) {
    const number = numberInKey(LOG, key);
    if (number !== null) numbers.push(number);
  }
  if (numbers.length === 0) return null;
  const found = {
    segments: numbers.length,
    head: numbers.at(-1)!,
    workspace: null,
    workspaceName: null,
    begunAt: null,
  };
  const bytes = await remote.get(logKey(1), signal);
  if (bytes === null) return { ...found, fault: 'Its first segment is missing.' };
  try {
    const first = readSegment(bytes, { number: 1, workspace: null, previous: null });
    return {
      ...found,
      workspace: first.headerHash,
      workspaceName: nameIn(first),
      begunAt: first.header.at,
      fault: null,
    };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { ...found, fault: error.message };
  }
}

function nameIn(segment: ReadSegment): string | null {
  let name: string | null = null;
  for (const line of segment.lines)
    if (!('odd' in line) && line.change.kind === 'workspace.configured') name = line.change.body.name ?? name;
  return name;
}
