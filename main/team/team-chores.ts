import { JOINS, joinKey } from '../../shared/segment/object-keys.ts';
import { readJoinRequest, writeJoinRequest, type JoinRequest } from '../../shared/segment/join-request.ts';
import type { Registry } from '../registry/registry.ts';
import type { Chore, EngineParts } from '../sync/engine-parts.ts';
import { putNext } from '../sync/engine-push.ts';
import { verifyText } from '../sync/keys/ed25519.ts';
import { askedFor } from './join-team.ts';
import { keepRequests, knownRequests } from './join-requests.ts';
import { ownIntroduction } from './own-device.ts';

type Parts = Omit<EngineParts, 'chores'>;

/** What a team asks of each round besides taking in and sending: asking to be let in, and hearing who asks. */
export function teamChores(registry: Registry, parts: Parts): Chore[] {
  const chores = [new AskToJoin(registry, parts), new HearRequests(registry, parts)];
  return [
    async ({ signal }) => {
      await introduce(registry, parts, signal);
      for (const chore of chores) await chore.run(signal);
    },
  ];
}

/** The recovery key vouches for this device: that alone is sent, before anything that only a member may say. */
async function introduce(registry: Registry, parts: Parts, signal: AbortSignal): Promise<void> {
  if (parts.standing(parts.store.position()).kind !== 'waiting') return;
  const change = ownIntroduction(registry);
  const { device } = registry.notes;
  const signer = device && parts.keys.signer(device.deviceId, device.key);
  if (change && signer) await putNext({ ...parts, chores: [] }, signer, [{ change }], signal);
}

/** Puts this device's request into the remote, once. */
class AskToJoin {
  private readonly registry: Registry;
  private readonly parts: Parts;
  private sentFor: string | null = null;

  constructor(registry: Registry, parts: Parts) {
    this.registry = registry;
    this.parts = parts;
  }

  async run(signal: AbortSignal): Promise<void> {
    const { registry, parts } = this;
    const position = parts.store.position();
    const { chain, deviceId, key } = position;
    const asked = askedFor(registry);
    if (!asked || chain === null || deviceId === null || this.sentFor === deviceId) return;
    if (parts.standing(position).kind !== 'waiting') return;
    const signer = parts.keys.signer(deviceId, key ?? undefined);
    if (!signer) return;
    const { text } = writeJoinRequest({ workspace: chain, ...asked, at: parts.clock.now() }, signer);
    // What lies there already was put there by this device: its name is in the key it alone holds.
    await parts.remote.putIfAbsent(joinKey(deviceId), new TextEncoder().encode(text), signal);
    this.sentFor = deviceId;
  }
}

/** Reads who asks to be let in, for those who may answer. */
class HearRequests {
  private readonly registry: Registry;
  private readonly parts: Parts;
  /** Names that were looked at: a request is never altered. */
  private readonly read = new Set<string>();

  constructor(registry: Registry, parts: Parts) {
    this.registry = registry;
    this.parts = parts;
  }

  async run(signal: AbortSignal): Promise<void> {
    const { registry, parts } = this;
    const position = parts.store.position();
    const { chain } = position;
    if (chain === null || parts.standing(position).kind !== 'member') return;
    const requests = new Map(knownRequests(registry).map((request) => [request.deviceId, request]));
    for await (const name of parts.remote.list(JOINS, null, signal)) {
      const deviceId = name.slice(JOINS.length);
      if (this.read.has(name) || requests.has(deviceId) || parts.hasDevice(deviceId)) continue;
      const request = await this.fetch(name, { workspace: chain, deviceId }, signal);
      this.read.add(name);
      if (request) requests.set(deviceId, request);
    }
    keepRequests(
      registry,
      [...requests.values()].filter(({ deviceId }) => !parts.hasDevice(deviceId)),
    );
  }

  /** Null for what is no request to join this log: anybody may put anything there. */
  private async fetch(
    name: string,
    expected: { workspace: string; deviceId: string },
    signal: AbortSignal,
  ): Promise<JoinRequest | null> {
    const bytes = await this.parts.remote.get(name, signal);
    const reply = bytes && readJoinRequest(new TextDecoder().decode(bytes), expected, verifyText);
    return reply?.ok ? reply.value : null;
  }
}
