/** Names of the objects of a remote. Numbers are padded, so that names sort as numbers do. */
export const LOG = 'log/';
export const REDACTED = 'redacted/';
export const CHECKPOINTS = 'checkpoint/';
export const JOINS = 'join/';

export function logKey(number: number): string {
  return LOG + padded(number);
}

export function redactedKey(number: number): string {
  return REDACTED + padded(number);
}

export function checkpointKey(number: number): string {
  return CHECKPOINTS + padded(number);
}

export function joinKey(deviceId: string): string {
  return JOINS + deviceId;
}

/** The number in a name under `prefix`; null where it is no such name, as of a file that someone else put there. */
export function numberInKey(prefix: string, key: string): number | null {
  if (!key.startsWith(prefix)) return null;
  const digits = key.slice(prefix.length);
  const number = Number(digits);
  return /^\d{20}$/.test(digits) && Number.isSafeInteger(number) && number >= 1 ? number : null;
}

function padded(number: number): string {
  return String(number).padStart(20, '0');
}
