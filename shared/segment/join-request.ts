import { z } from 'zod';
import { canonicalJson } from '../canonical-json.ts';
import { PublicKey, RoleName, Signature } from '../change.ts';
import { Id } from '../ids.ts';
import { MemberName } from '../name-schemas.ts';
import { ok, refuse, type Reply } from '../reply.ts';
import { Hash } from './segment-header.ts';

/** What a new device puts into the remote to be let in. */
export const JoinRequest = z.strictObject({
  /** The log's name: hash of its first segment's header. */
  workspace: Hash,
  deviceId: Id,
  key: PublicKey,
  name: MemberName,
  /** What the invitation offered; the owner decides. */
  role: RoleName,
  /** Set where it is a further device of that member. */
  memberId: Id.optional(),
  /** The device's clock, milliseconds. */
  at: z.number().int(),
  signature: Signature,
});
export type JoinRequest = z.infer<typeof JoinRequest>;

const MAX_LENGTH = 10_000; // characters: more is no request

type SignKey = { deviceId: Id; key: string; sign(text: string): string };
type Verify = (key: string, text: string, signature: string) => boolean;

/** The object to put under `joinKey(deviceId)`, signed by the key it names. */
export function writeJoinRequest(
  asked: Pick<JoinRequest, 'workspace' | 'name' | 'role' | 'memberId' | 'at'>,
  device: SignKey,
): { text: string; request: JoinRequest } {
  const unsigned = { ...asked, deviceId: device.deviceId, key: device.key };
  const request = { ...unsigned, signature: device.sign(joinText(unsigned)) };
  return { text: canonicalJson(request), request };
}

/** Reads a request to join the log `workspace` that lay under the name of `deviceId`; anyone may have put it there. */
export function readJoinRequest(
  text: string,
  expected: { workspace: string; deviceId: Id },
  verify: Verify,
): Reply<JoinRequest> {
  const who = `The request of device ${expected.deviceId.slice(0, 8)} to join`;
  const read = JoinRequest.safeParse(text.length > MAX_LENGTH ? null : parsed(text));
  if (!read.success || canonicalJson(read.data) !== text)
    return refuse('bad-request', `${who} cannot be read. Have it made again, by the same invitation.`);
  const { signature, ...unsigned } = read.data;
  if (unsigned.deviceId !== expected.deviceId || !verify(unsigned.key, joinText(unsigned), signature))
    return refuse('bad-signature', `${who} is not signed by that device. Do not let it in; ask who sent it.`);
  if (unsigned.workspace !== expected.workspace)
    return refuse('wrong-workspace', `${who} is meant for another workspace. It has no effect here.`);
  return ok(read.data);
}

function joinText(unsigned: Omit<JoinRequest, 'signature'>): string {
  return canonicalJson(['galley join', unsigned]);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
