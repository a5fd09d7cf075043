import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished } from 'vitest';
import { canonicalJson } from '../../../shared/canonical-json.ts';
import type { Change, ChangeBody, ChangeKind } from '../../../shared/change.ts';
import { newId } from '../../../shared/ids.ts';
import { logKey } from '../../../shared/segment/object-keys.ts';
import type { Head } from '../../../shared/segment/segment-header.ts';
import type { Role } from '../../../shared/team/roles.ts';
import { currentMoveId, moveLabel } from '../../../main/registry/move-label.ts';
import { Registry } from '../../../main/registry/registry.ts';
import { RegistrySyncStore } from '../../../main/registry/sync-store.ts';
import { verify } from '../../../main/registry/verify.ts';
import type { Engine, Problem } from '../../../main/sync/engine.ts';
import { openEnvelope, sealEnvelope } from '../../../main/sync/envelope.ts';
import { openEngine } from '../../../main/sync/open-engine.ts';
import { openRemote } from '../../../main/sync/remotes/remotes.ts';
import type { RemoteAdapter } from '../../../main/sync/remotes/adapter.ts';
import { DeviceKeys } from '../../../main/sync/keys/device-keys.ts';
import { FileSecrets } from '../../../main/sync/keys/file-secrets.ts';
import { combined } from '../../../main/sync/keys/secret-store.ts';
import { readSegment, writeSegment } from '../../../main/sync/segment-codec.ts';
import type { ChangeLine, Signer } from '../../../main/sync/sync-types.ts';
import { commit, hashOf, promptWith, temporaryFolder } from '../registry/workspace-under-test.ts';

const never = new AbortController().signal;

/** A folder as a remote, as somebody who may write and delete every file of it has it. */
export class HostileStore {
  readonly folder = join(temporaryFolder(), 'remote');
  readonly url = pathToFileURL(this.folder).href;

  constructor() {
    mkdirSync(this.folder);
  }

  get(key: string): Buffer {
    return readFileSync(join(this.folder, key));
  }

  put(key: string, bytes: Uint8Array): void {
    mkdirSync(join(this.folder, key, '..'), { recursive: true });
    writeFileSync(join(this.folder, key), bytes);
  }

  remove(key: string): void {
    rmSync(join(this.folder, key), { recursive: true });
  }
}

/** One person's workspace, with real keys and the engine that runs in production, a round at a time. */
export class Member {
  readonly registry: Registry;
  readonly keys: DeviceKeys;
  readonly remote: RemoteAdapter;
  private engine: Engine;

  constructor({ url }: HostileStore, name: string) {
    const folder = temporaryFolder();
    this.keys = new DeviceKeys(combined(null, new FileSecrets(join(folder, 'keys')), null));
    this.registry = new Registry(join(folder, `${name}.galley`), { create: true, author: name });
    const { deviceId, key } = this.keys.create();
    this.store.heal({ deviceId, key });
    this.remote = openRemote(url);
    this.engine = openEngine(this.registry, this.remote, this.keys, () => undefined);
    onTestFinished(async () => {
      await this.remote.close();
      this.registry.close();
    });
  }

  get store(): RegistrySyncStore {
    return new RegistrySyncStore(this.registry);
  }

  get signer(): Signer {
    const { deviceId, key } = this.store.position();
    return this.keys.signer(deviceId!, key!)!;
  }

  get memberId(): string {
    return this.registry.state.team('device', this.signer.deviceId)!.memberId;
  }

  get hash(): string {
    return hashOf(this.registry);
  }

  /** What the engine says after a round; null where all is well. */
  async sync(): Promise<Problem | null> {
    await this.engine.round(never);
    return this.engine.status.problem;
  }

  /** Takes in what the log holds, as somebody does who runs a Galley of their own making: nothing is sent or looked at. */
  takeIn({ objects }: { objects: HostileStore }): void {
    const { chain, head } = this.store.position();
    const number = (head?.number ?? 0) + 1;
    const expected = { number, workspace: chain, previous: head?.hash ?? null };
    this.store.take([readSegment(objects.get(logKey(number)), expected)], 60_000);
  }

  /** As after a start: the remote is looked at whole. */
  restart(): void {
    this.engine = openEngine(this.registry, this.remote, this.keys, () => undefined);
  }

  putBack(): Promise<number> {
    return this.engine.putBack(never);
  }

  /** Why that change had no effect at its place in the log, as this device tells it; null where it had one. */
  refusalOf(changeId: string): { code: string; message: string } | null {
    const seq = this.registry.log.seqOf(changeId);
    return seq === null
      ? null
      : (this.registry.statements.get<{ code: string; message: string }>(
          'SELECT code, message FROM refused WHERE seq = ?',
          seq,
        ) ?? null);
  }
}

/** Ana, who founded the team, Ben, a publisher, and Eve, who may write to the store what she likes. Moving `production` takes an
 *  approval; it is on the first of two versions by Ana. */
export async function teamWithEve(role: Role = 'editor') {
  const objects = new HostileStore();
  const ana = new Member(objects, 'Ana');
  const { promptId, versions } = promptWith(ana.registry, 'support/reply', 'first', 'second');
  moveLabel(ana.registry, {
    promptId,
    label: 'production',
    versionId: versions[0]!.versionId,
    expectedMoveId: null,
    reason: 'First',
  });
  ana.store.attach();
  expect(await ana.sync()).toBeNull();
  const ben = await letIn(objects, ana, 'Ben', 'publisher');
  const eve = await letIn(objects, ana, 'Eve', role);
  const { change: policy } = ana.registry.record({
    kind: 'policy.set',
    body: { label: 'production', protected: true, approvals: 1, roles: ['owner', 'publisher'] },
  });
  for (const member of [ana, ben, eve]) expect(await member.sync()).toBeNull();
  const expectedMoveId = currentMoveId(ana.registry, promptId, 'production');
  const target = { promptId, label: 'production', versionId: versions[1]!.versionId, expectedMoveId };
  return { objects, ana, ben, eve, promptId, versions, policyId: policy.id, target };
}

export type Team = Awaited<ReturnType<typeof teamWithEve>>;

/** Somebody else who is let in by Ana, and has nothing taken in yet but may. */
export async function letIn(objects: HostileStore, ana: Member, name: string, role: Role): Promise<Member> {
  const member = new Member(objects, name);
  const { deviceId, key } = member.signer;
  ana.registry.record({ kind: 'member.added', body: { memberId: newId(), name, role, device: { deviceId, key } } });
  expect(await ana.sync()).toBeNull();
  member.store.join(ana.store.position().chain!);
  return member;
}

/** A change as Eve makes it up. */
export function madeUp<K extends ChangeKind>(
  kind: K,
  body: ChangeBody<K>,
  rest: Partial<Pick<Change, 'id' | 'author' | 'content'>> = {},
): Change {
  return { id: newId(), author: 'Eve', at: 1_700_000_000_000, kind, body, ...rest } as Change;
}

export type Forgery = {
  signer?: Signer;
  sequence?: number;
  seen?: Head | null;
  /** Members of the header altered before it is signed. */
  header?: Record<string, unknown>;
  /** What is packed, in place of the lines. */
  packed?: Uint8Array;
};

/** A segment of these changes that follows what `eve` has taken in, signed by her with her own key, whatever she says. */
export function forged(eve: Member, changes: readonly Change[], forgery: Forgery = {}): Uint8Array {
  const { chain, head, sequence } = eve.store.position();
  const lines: ChangeLine[] = changes.map((change) => ({ change }));
  const frame = {
    number: head!.number + 1,
    workspace: chain,
    previous: head!.hash,
    sequence: forgery.sequence ?? sequence + 1,
    seen: forgery.seen === undefined ? head : forgery.seen,
    at: 1_700_000_000_000,
    seed: randomBytes(32),
  };
  const signer = forgery.signer ?? eve.signer;
  const { bytes, header } = writeSegment(lines, frame, signer);
  if (!forgery.header && !forgery.packed) return bytes;
  const text = canonicalJson({ ...header, ...forgery.header });
  const { packed } = openEnvelope(bytes) as { packed: Uint8Array };
  return sealEnvelope(text, Buffer.from(signer.sign(text), 'base64url'), forgery.packed ?? packed);
}

/** Eve puts it at the next place of the log. Gives the key of the object. */
export function putNext({ objects, eve }: Pick<Team, 'objects' | 'eve'>, bytes: Uint8Array): string {
  const key = logKey(eve.store.position().head!.number + 1);
  objects.put(key, bytes);
  return key;
}

/** Work of the honest goes to both and back, and what both have is whole and the same. */
export async function honestWorkGoesOn({ ana, ben, promptId }: Pick<Team, 'ana' | 'ben' | 'promptId'>): Promise<void> {
  const byAna = commit(ana.registry, promptId, `by Ana ${newId()}`).versionId;
  expect(await ana.sync()).toBeNull();
  const byBen = commit(ben.registry, promptId, `by Ben ${newId()}`).versionId;
  expect(await ben.sync()).toBeNull();
  expect(await ana.sync()).toBeNull();
  for (const { registry, store } of [ana, ben]) {
    for (const id of [byAna, byBen]) expect(registry.state.version(promptId, id)?.number).toBeGreaterThan(2);
    expect(store.position()).toMatchObject({ ahead: 0, halted: null });
  }
  expect(ben.hash).toBe(ana.hash);
  expect(verify(ben.registry)).toEqual(verify(ana.registry));
}

/** Nobody takes it in, everybody is told `sentence` with `code`, nothing is changed or written meanwhile; and once whoever manages
 *  the store has put it right, all goes on. */
export async function haltsUntilMended(
  { ana, ben, promptId }: Team,
  readers: Member[],
  told: { code: string; sentence: RegExp },
  mend: () => void,
  then: () => Promise<unknown> = () => Promise.resolve(),
): Promise<void> {
  for (const reader of readers) {
    const before = reader.hash;
    const problem = await reader.sync();
    expect(problem).toMatchObject({ code: told.code });
    expect(problem!.message).toMatch(told.sentence);
    expect(reader.hash).toBe(before);
    expect(() => commit(reader.registry, promptId, 'while it stands still')).toThrow(told.sentence);
    expect(reader.hash).toBe(before);
  }
  mend();
  await then();
  for (const reader of readers) expect(await reader.sync()).toBeNull();
  await honestWorkGoesOn({ ana, ben, promptId });
}

/** Every honest reader has the change in its log, refused with `code` and a sentence; nothing else is changed by it. */
export async function refusedByAll(
  { ana, ben, promptId }: Team,
  changeId: string,
  told: { code: string; sentence: RegExp },
): Promise<void> {
  const before = ana.hash;
  for (const reader of [ana, ben]) {
    expect(await reader.sync()).toBeNull();
    const refusal = reader.refusalOf(changeId);
    expect(refusal).toMatchObject({ code: told.code });
    expect(refusal!.message).toMatch(told.sentence);
    expect(reader.hash).toBe(before);
  }
  await honestWorkGoesOn({ ana, ben, promptId });
}
