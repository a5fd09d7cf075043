import { z } from 'zod';
import { canonicalJson } from '../canonical-json.ts';
import { RoleName } from '../change.ts';
import { Id } from '../ids.ts';
import { ok, refuse, type Reply } from '../reply.ts';
import { fromBase64url, toBase64url } from './base64url.ts';
import { Hash, Head } from './segment-header.ts';

const PREFIX = 'galley-';
const VERSION = 1;

/** What somebody needs to find the log of a workspace, to know it for the right one, and to ask to be let in. It holds no
 *  secret: whoever has it can ask, and an owner answers. */
export const Invitation = z.strictObject({
  v: z.literal(VERSION),
  /** The log's name: hash of its first segment's header. */
  workspace: Hash,
  name: z.string().min(1).max(100),
  /** A recent head: a log without it is another one, or was set back. */
  head: Head,
  /** Address of the remote, without secrets. */
  remote: z.string().min(1).max(4_000),
  role: RoleName,
  /** Set where it is for a further device of that member. */
  memberId: Id.optional(),
  /** Who invites. */
  from: z.string().min(1).max(200),
});
export type Invitation = z.infer<typeof Invitation>;

/** The text to send: one word, with four letters at its end that tell whether all of it came through. */
export function writeInvitation(invitation: Omit<Invitation, 'v'>): string {
  const letters = toBase64url(canonicalJson({ v: VERSION, ...invitation }));
  return `${PREFIX}${letters}.${checkOf(letters)}`;
}

/** Reads an invitation as people paste it: with a sentence around it, broken into lines, quoted, or in marks. */
export function readInvitation(pasted: string): Reply<Invitation> {
  const text = pasted.replaceAll(/[\s\u00ad\u200b-\u200f\u2060\ufeff>]+/g, '');
  const found = /galley-([\w-]*)(?:\.([\w-]*))?/i.exec(text);
  if (!found) {
    const all = pasted.trim() === '' ? 'Nothing was pasted.' : 'This is no invitation.';
    return refuse('no-invitation', `${all} An invitation is one long word that begins with “${PREFIX}”.`);
  }
  const [, letters = '', check = ''] = found;
  if (check.slice(0, 4) !== checkOf(letters)) return cutOrChanged(check);
  const value = parsed(fromBase64url(letters));
  if (isNewer(value))
    return refuse('update-galley', 'This invitation was made by a newer Galley. Update Galley, and paste it again.');
  const read = Invitation.safeParse(value);
  if (!read.success) return refuse('bad-invitation', 'This invitation does not say what it should. Ask for a new one.');
  return ok(read.data);
}

function cutOrChanged(check: string): Reply<never> {
  if (check.length < 4)
    return refuse('cut-off', 'The end of this invitation is missing. Copy it again, to its last letter.');
  return refuse(
    'changed',
    'This invitation was changed on its way, as some chat programs do. Have it sent as a file or as code, and paste it again.',
  );
}

/** FNV-1a (32 bits, http://www.isthe.com/chongo/tech/comp/fnv), of which 24 bits are kept: against slips, not against people. */
function checkOf(letters: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < letters.length; at += 1) hash = Math.imul(hash ^ letters.charCodeAt(at), 0x01000193) >>> 0;
  const bytes = String.fromCharCode(hash >>> 24, (hash >>> 16) & 255, (hash ^ (hash >>> 8)) & 255);
  return btoa(bytes).replaceAll('+', '-').replaceAll('/', '_');
}

function isNewer(value: unknown): boolean {
  const { v } = (value ?? {}) as { v?: unknown };
  return typeof v === 'number' && v > VERSION;
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return null;
  }
}
