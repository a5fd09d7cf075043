import type { QueuedMove } from '../../shared/contract/label-calls.ts';
import { call } from '../state/client.ts';
import { showToast } from '../ui/toast.tsx';
import { readQueued } from './queued-moves.ts';

/** As if it had never been asked for; refused where it is on its way already. */
export async function takeBack({ changeId, label }: QueuedMove): Promise<void> {
  const reply = await call('label.cancelQueued', { changeId });
  await readQueued();
  showToast(
    reply.ok
      ? { text: `“${label}” stays where it is: the move was taken back.` }
      : { text: reply.error.message, tone: 'error' },
  );
}
