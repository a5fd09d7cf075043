import { parentPort, workerData } from 'node:worker_threads';
import type { Refusal } from '../../shared/reply.ts';
import { refusalOf } from '../refusal-of.ts';
import { checkWhole } from './open-database.ts';

/** Reads a whole workspace and tells its parent what is wrong with it: null for nothing. */
function damageIn(path: string): Refusal | null {
  try {
    checkWhole(path);
    return null;
  } catch (error) {
    return refusalOf(error);
  }
}

parentPort!.postMessage(damageIn(workerData as string));
