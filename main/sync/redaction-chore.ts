import { CHECKPOINTS, checkpointKey, LOG, logKey, numberInKey, redactedKey } from '../../shared/segment/object-keys.ts';
import { Refused } from '../../shared/reply.ts';
import { keepStale, redactedBySegment, type RedactedText, type StaleObjects } from '../registry/redacted-texts.ts';
import type { Registry } from '../registry/registry.ts';
import type { Chore, EngineParts } from './engine-parts.ts';
import { readSegment, rebuildSegment } from './segment-codec.ts';

/**
 * After a round that brought everything, an owner's device puts a copy of every segment that holds a redacted text beside it,
 * without that text, and notes which objects still hold it. Nothing is deleted here: members have no right to. Throws
 * `RemoteError`.
 */
export function redactionChore(registry: Registry, parts: Pick<EngineParts, 'remote' | 'store' | 'standing'>): Chore {
  /** How many texts were redacted in a segment when the remote was last found to hold none of them. */
  const clean = new Map<number, number>();
  const objects = new RemoteObjects(parts);
  return async ({ synced, signal }) => {
    const standing = parts.standing(parts.store.position());
    if (standing.kind !== 'member' || standing.role !== 'owner') return keepStale(registry, []);
    if (!synced) return;
    const stale: StaleObjects[] = [];
    for (const [number, texts] of redactedBySegment(registry)) {
      if (clean.get(number) === texts.length) continue;
      const keys = await objects.holding(number, texts, signal);
      if (keys.length === 0) clean.set(number, texts.length);
      else stale.push({ changeIds: texts.map(({ changeId }) => changeId), keys });
    }
    keepStale(registry, stale);
  };
}

class RemoteObjects {
  private readonly parts: Pick<EngineParts, 'remote' | 'store'>;
  /** Whether an object holds so many redacted texts of its segment: objects never change, they only go. */
  private readonly known = new Map<string, boolean>();

  constructor(parts: Pick<EngineParts, 'remote' | 'store'>) {
    this.parts = parts;
  }

  /** Names of the objects to delete next, once the copy without the texts is in place. */
  async holding(number: number, texts: RedactedText[], signal: AbortSignal): Promise<string[]> {
    const { remote, store } = this.parts;
    const segment = store.segmentAt(number);
    if (!segment) return [];
    const copy = redactedKey(number);
    const outcome = await remote.putIfAbsent(copy, rebuildSegment(segment), signal);
    const until = Math.max(...texts.map((text) => text.until));
    const checkpoints = await this.checkpoints(number, until, signal);
    // A copy from before a further text of the segment was redacted: its place must be free before the rest may go.
    if (outcome === 'exists' && (await this.holds(copy, number, texts, signal))) return [copy, ...checkpoints];
    const original = logKey(number);
    const isThere = await this.isListed(original, number, signal);
    return isThere && (await this.holds(original, number, texts, signal)) ? [original, ...checkpoints] : checkpoints;
  }

  private async checkpoints(from: number, until: number, signal: AbortSignal): Promise<string[]> {
    const keys: string[] = [];
    for await (const key of this.parts.remote.list(CHECKPOINTS, from > 1 ? checkpointKey(from - 1) : null, signal)) {
      const number = numberInKey(CHECKPOINTS, key);
      if (number !== null && number >= from && number < until) keys.push(key);
    }
    return keys;
  }

  private async isListed(key: string, number: number, signal: AbortSignal): Promise<boolean> {
    for await (const found of this.parts.remote.list(LOG, number > 1 ? logKey(number - 1) : null, signal)) {
      if (found === key) return true;
      if (found > key) return false;
    }
    return false;
  }

  private async holds(key: string, number: number, texts: RedactedText[], signal: AbortSignal): Promise<boolean> {
    const name = `${key} ${texts.length}`;
    const known = this.known.get(name);
    // A copy that was deleted is put anew, under the same name.
    if (known !== undefined && !(known && key === redactedKey(number))) return known;
    const bytes = await this.parts.remote.get(key, signal);
    if (bytes === null) return false;
    const holds = this.saysAny(bytes, number, new Set(texts.map(({ changeId }) => changeId)));
    this.known.set(name, holds);
    return holds;
  }

  /** What cannot be read as this segment is none that anybody needs: it counts as holding the texts. */
  private saysAny(bytes: Uint8Array, number: number, changeIds: ReadonlySet<string>): boolean {
    const { store } = this.parts;
    const workspace = number === 1 ? null : store.hashAt(1);
    const previous = number === 1 ? null : store.hashAt(number - 1);
    try {
      const { lines } = readSegment(bytes, { number, workspace, previous });
      return lines.some(
        (line) => 'change' in line && line.change.content !== undefined && changeIds.has(line.change.id),
      );
    } catch (error) {
      if (error instanceof Refused) return true;
      throw error;
    }
  }
}
