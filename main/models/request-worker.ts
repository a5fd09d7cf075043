import { captureRequest } from './capture-request.ts';
import { serveCalls } from './serve-calls.ts';

/** Requests are made in a thread of their own: the SDKs take a while to load, and a host never waits for that. */
Object.assign(globalThis, { AI_SDK_LOG_WARNINGS: false }); // they are part of the answer
serveCalls(captureRequest);
