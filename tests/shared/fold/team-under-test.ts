import { generateKeyPairSync, sign } from 'node:crypto';
import { expect } from 'vitest';
import { foldContext } from '../../../main/registry/fold-context.ts';
import type { Change, ChangeBody, ChangeKind } from '../../../shared/change.ts';
import { applyChange } from '../../../shared/fold/apply-change.ts';
import type { Actor } from '../../../shared/fold/fold-context.ts';
import { MemoryState } from '../../../shared/fold/memory-state.ts';
import { newId } from '../../../shared/ids.ts';
import type { Refusal } from '../../../shared/reply.ts';
import { deviceText } from '../../../shared/team/proofs.ts';
import type { Role } from '../../../shared/team/roles.ts';
import { contentOf } from './fold-under-test.ts';

/** An Ed25519 key pair. */
export class Keys {
  private readonly pair = generateKeyPairSync('ed25519');
  readonly key = this.pair.publicKey.export({ format: 'jwk' }).x!;

  sign(text: string): string {
    return sign(null, Buffer.from(text), this.pair.privateKey).toString('base64url');
  }
}

/** A device, and whose name it writes on its changes. */
export class Person {
  readonly memberId: string;
  readonly deviceId = newId();
  name: string;
  keys = new Keys();
  founding = false;

  constructor(name: string, memberId = newId()) {
    this.name = name;
    this.memberId = memberId;
  }

  get device(): { deviceId: string; key: string } {
    return { deviceId: this.deviceId, key: this.keys.key };
  }

  get actor(): Actor {
    return { ...this.device, founding: this.founding };
  }
}

/** A workspace with members, in memory; ana founded it. */
export class TeamUnderTest {
  readonly state = new MemoryState();
  readonly workspaceId = newId();
  readonly ana = new Person('ana');
  private time = 1_700_000_000_000; // milliseconds

  constructor({ founded = true } = {}) {
    this.ana.founding = true;
    this.done(this.ana, 'workspace.created', { workspaceId: this.workspaceId, name: 'acme' });
    if (founded) this.found();
  }

  /** Makes ana its first member. */
  found(): void {
    this.done(this.ana, 'member.added', this.asMember(this.ana, 'owner'));
  }

  /** Folds a change in that `person` (null: nobody) signed; gives why it has no effect. A refused one changes nothing. */
  try<K extends ChangeKind>(
    person: Person | null,
    kind: K,
    body: ChangeBody<K>,
    more: { content?: string; versionId?: string; author?: string; id?: string } = {},
  ): Refusal | null {
    const change = { id: newId(), kind, author: person?.name ?? 'ana', at: (this.time += 1_000), body, ...more };
    const before = this.lines();
    const outcome = applyChange(this.state, change as unknown as Change, foldContext(person?.actor ?? null));
    if ('effects' in outcome) this.state.write(outcome.effects);
    else expect(this.lines()).toEqual(before);
    return 'refusal' in outcome ? outcome.refusal : null;
  }

  /** The same for what has to have its effect; gives the id of the change. */
  done<K extends ChangeKind>(person: Person | null, kind: K, body: ChangeBody<K>, content?: string): string {
    const id = newId();
    expect(this.try(person, kind, body, { id, ...(content === undefined ? {} : { content }) })).toBeNull();
    return id;
  }

  /** Lets a new person in. */
  joins(name: string, role: Role): Person {
    const person = new Person(name);
    this.done(this.ana, 'member.added', this.asMember(person, role));
    return person;
  }

  asMember(person: Person, role: Role): ChangeBody<'member.added'> {
    return { memberId: person.memberId, name: person.name, role, device: person.device };
  }

  /** What adds `device`, vouched for by a device of the same member. */
  vouched(by: Person, device: Person): ChangeBody<'device.added'> {
    const { memberId } = by;
    const text = deviceText({ workspaceId: this.workspaceId, memberId, ...device.device });
    return { memberId, device: device.device, proof: { by: by.deviceId, signature: by.keys.sign(text) } };
  }

  prompt(person: Person, name: string): string {
    const promptId = newId();
    this.done(person, 'prompt.created', { promptId, name });
    return promptId;
  }

  /** Commits `text` on top of nothing and gives the id of the version. */
  commit(person: Person | null, promptId: string, text: string): string {
    const changeId = this.done(person, 'version.committed', { promptId, parents: [], message: '' }, contentOf(text));
    return this.state.versionOfChange(changeId)!.id;
  }

  tryMove(person: Person | null, promptId: string, versionId: string | null, label = 'production'): Refusal | null {
    const expectedMoveId = this.state.label(promptId, label)?.moveId ?? null;
    return this.try(person, 'label.moved', { moves: [{ promptId, label, versionId, expectedMoveId }], reason: '' });
  }

  /** Requests a review of moving the label to that version from where it is now. */
  request(person: Person, promptId: string, versionId: string, label = 'production'): string {
    const reviewId = newId();
    const expectedMoveId = this.state.label(promptId, label)?.moveId ?? null;
    this.done(person, 'review.requested', { reviewId, promptId, versionId, label, expectedMoveId, note: '' });
    return reviewId;
  }

  tryDecide(person: Person | null, reviewId: string, decision: 'approve' | 'reject' = 'approve'): Refusal | null {
    const policy = this.state.team('policy', this.state.team('review', reviewId)!.label)?.policyId ?? null;
    return this.try(person, 'review.decided', { reviewId, decision, note: '', policy });
  }

  /** Protects `production` so that one approval is needed, and changes what `more` says. */
  protect(more: Partial<ChangeBody<'policy.set'>> = {}): string {
    return this.done(this.ana, 'policy.set', {
      label: 'production',
      protected: true,
      approvals: 1,
      roles: ['owner', 'publisher'],
      ...more,
    });
  }

  lines(): string[] {
    return [...this.state.lines()];
  }
}
