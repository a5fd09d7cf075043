import type { Actor, FoldContext } from '../../shared/fold/fold-context.ts';
import { verifyText } from '../sync/keys/ed25519.ts';
import { sha256 } from './sha256.ts';

/** What the fold is given on this machine. `actor`: the device that signed what is folded; null in a log without a
 *  remote. */
export function foldContext(actor: Actor | null): FoldContext {
  return { sha256, verify: verifyText, actor };
}
