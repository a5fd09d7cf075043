import { call } from '../state/client.ts';
import { loadSync } from '../state/sync.ts';
import { showToast } from '../ui/toast.tsx';

/** Takes a piece of news off the list; what is still to be done cannot be dismissed. */
export async function dismiss(id: string): Promise<void> {
  const reply = await call('attention.dismiss', { id });
  if (reply.ok) await loadSync();
  else showToast({ text: reply.error.message, tone: 'error' });
}
