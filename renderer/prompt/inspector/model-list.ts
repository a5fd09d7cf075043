import { create } from 'zustand';
import type { ModelInfo } from '../../../shared/contract/model-calls.ts';
import { call } from '../../state/client.ts';

/** The catalogue that comes with Galley, read when it is first asked for. */
export const useModelList = create<{ models: readonly ModelInfo[] | null }>(() => ({ models: null }));

export async function loadModels(): Promise<void> {
  if (useModelList.getState().models !== null) return;
  const reply = await call('model.list', {});
  if (reply.ok) useModelList.setState({ models: reply.value.models });
}
