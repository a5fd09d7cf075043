import type { ChangeBody } from '../../../shared/change.ts';
import type { Id } from '../../../shared/ids.ts';
import { newId } from '../../../shared/ids.ts';
import { deviceText, rotationText } from '../../../shared/team/proofs.ts';
import type { Signer } from '../sync-types.ts';
import { keyPairOf, newKeyPair, signingWith } from './ed25519.ts';
import { deviceSecret, type SecretStore } from './secret-store.ts';

/** The private keys of this machine's devices. A workspace knows its device by id alone; several may be kept here. */
export class DeviceKeys {
  private readonly secrets: SecretStore;
  private readonly signers = new Map<string, Signer>();

  constructor(secrets: SecretStore) {
    this.secrets = secrets;
  }

  /** Signs as that device, with `key` where it is given: while its key is being changed it has two, the one it had coming first.
   *  Null where the private key is not on this machine. */
  signer(deviceId: Id, key?: string): Signer | null {
    const known = this.signers.get(deviceId);
    if (known && (key === undefined || known.key === key)) return known;
    const pair = this.pairsOf(deviceId).find((one) => key === undefined || one.key === key);
    if (!pair) return null;
    const signer = { deviceId, ...signingWith(pair.secret) };
    if (key === undefined) this.signers.set(deviceId, signer);
    return signer;
  }

  /** A new device, whose private key is kept when this returns. Throws `Refused`. */
  create(): Signer {
    const deviceId = newId();
    this.secrets.set(deviceSecret(deviceId), newKeyPair().secret);
    return this.signer(deviceId)!;
  }

  /** A further key for that device; it goes on signing with the old one until `settle`. Asked again, the same key is given. */
  prepareRotation(deviceId: Id): Signer {
    const [old, next] = this.pairsOf(deviceId);
    if (!old) throw new Error(`the private key of device ${deviceId} is not on this machine`);
    if (next) return { deviceId, ...signingWith(next.secret) };
    const made = newKeyPair();
    this.secrets.set(deviceSecret(deviceId), `${old.secret} ${made.secret}`);
    return { deviceId, ...signingWith(made.secret) };
  }

  /** From here on that device has `key` alone, as the log says. Does nothing where that key is not on this machine. */
  settle(deviceId: Id, key: string): void {
    const pairs = this.pairsOf(deviceId);
    const pair = pairs.find((one) => one.key === key);
    if (!pair || (pairs.length === 1 && this.signers.get(deviceId)?.key === key)) return;
    if (pairs.length > 1) this.secrets.set(deviceSecret(deviceId), pair.secret);
    this.signers.set(deviceId, { deviceId, ...signingWith(pair.secret) });
  }

  forget(deviceId: Id): void {
    this.signers.delete(deviceId);
    this.secrets.remove(deviceSecret(deviceId));
  }

  private pairsOf(deviceId: Id): { key: string; secret: string }[] {
    const kept = this.secrets.get(deviceSecret(deviceId));
    return kept === null ? [] : kept.split(' ').map(keyPairOf);
  }
}

/** Whoever vouches for a new device of a member: another device of theirs, or the holder of the recovery key. */
export type Voucher = {
  /** The id of that device, or `recovery`. */
  by: string;
  sign(text: string): string;
};

/** What lets a new device in as one of that member. */
export function newDeviceFor(
  member: { workspaceId: Id; memberId: Id },
  device: { deviceId: Id; key: string },
  voucher: Voucher,
): ChangeBody<'device.added'> {
  const { deviceId, key } = device;
  const signature = voucher.sign(deviceText({ ...member, deviceId, key }));
  return { memberId: member.memberId, device: { deviceId, key }, proof: { by: voucher.by, signature } };
}

/** What changes a device's key: recorded by the device, whose old key signs the segment it lies in. */
export function rotationOf(workspaceId: Id, old: Signer, next: Signer): ChangeBody<'device.rotated'> {
  const { deviceId } = old;
  const proof = next.sign(rotationText({ workspaceId, deviceId, oldKey: old.key, key: next.key }));
  return { deviceId, key: next.key, proof };
}
