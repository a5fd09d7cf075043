import { answerAside } from '../answer-aside.ts';
import { captureRequest, type CaptureAnswer, type RequestInput } from './capture-request.ts';
import { unsupportedSettings, type Unsupported } from './setting-support.ts';

/** What is asked of this worker, and what it answers. */
export type RequestTask = ({ kind: 'request' } & RequestInput) | { kind: 'support'; provider: string; modelId: string };
export type RequestAnswer = CaptureAnswer | { unsupported: Unsupported };

/** Requests are made in a thread of their own: the SDKs take a while to load, and a host never waits for that. */
Object.assign(globalThis, { AI_SDK_LOG_WARNINGS: false }); // they are part of the answer
answerAside(async (task: RequestTask): Promise<RequestAnswer> => {
  if (task.kind === 'request') return captureRequest(task);
  return { unsupported: await unsupportedSettings(task.provider, task.modelId) };
});
