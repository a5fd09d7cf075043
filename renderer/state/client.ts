import type { CallName, GalleyEvent, Input, Output } from '../../shared/contract.ts';
import type { Reply } from '../../shared/reply.ts';
import { galley } from '../galley-bridge.ts';
import { noteReply } from './connection.ts';

/** Asks the host. Every expected failure is in the reply; nothing else is thrown. */
export async function call<N extends CallName>(name: N, input: Input<N>): Promise<Reply<Output<N>>> {
  const reply = await galley.call(name, input);
  noteReply(reply);
  return reply;
}

/** Hears what the host tells its windows, until the returned function is called. */
export function onEvent(listener: (event: GalleyEvent) => void): () => void {
  return galley.subscribe(listener);
}
