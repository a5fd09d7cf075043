import { tag, type Printer } from './pieces.ts';
import type { Value } from './tree.ts';

export const printFString: Printer = (node) => {
  if (node.kind !== 'output') throw new TypeError(`a format string has no ${node.kind}`);
  return [tag(`{${fieldText(node.value)}}`, true)];
};

function fieldText(value: Value): string {
  if (value.kind === 'filter' && value.name === 'first') return `${fieldText(value.of)}[0]`;
  if (value.kind !== 'path') throw new TypeError('a format string puts out paths alone');
  const [first = '', ...rest] = value.parts;
  return first + rest.map((part) => (/^[\p{L}_][\p{L}\p{N}_]*$/u.test(part) ? `.${part}` : `[${part}]`)).join('');
}
