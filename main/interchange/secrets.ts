import type { Json } from '../../shared/canonical-json.ts';
import type { Report } from './reading.ts';

const SECRET =
  /^(?:api[-_]?key|secret|password|access[-_]?token|client[-_]?secret|subscription[-_]?key|connection[-_]?string)$/i;

/** `value` without keys and passwords that a file holds in the open: a prompt's history is shared and kept for ever.
 *  References such as `${env:API_KEY}` are no secrets and stay. What is left out is reported. */
export function takeSecrets(value: Json, report: Report): Json {
  if (Array.isArray(value)) return value.map((item) => takeSecrets(item, report));
  if (typeof value !== 'object' || value === null) return value;
  const kept: { [key: string]: Json } = {};
  for (const [name, member] of Object.entries(value)) {
    if (SECRET.test(name) && typeof member === 'string' && member !== '' && !member.startsWith('${'))
      report.loss(`The value of ${name} was left behind: secrets do not belong in a prompt's history.`);
    else kept[name] = takeSecrets(member, report);
  }
  return kept;
}
