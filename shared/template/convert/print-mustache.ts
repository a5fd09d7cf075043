import { tag, type Piece, type Printer } from './pieces.ts';
import type { Value } from './tree.ts';

export const printMustache: Printer = (node, context) => {
  switch (node.kind) {
    case 'output':
      return [tag(`{{${mustacheValue(node.value)}}}`, true)];
    case 'comment':
      return [tag(`{{! ${node.text.replaceAll('}}', '} }')} }}`)];
    case 'snippet': {
      const args = node.args.map(({ name, value }) => ` ${name}=${mustacheValue(value)}`);
      const name = /\s/.test(node.target) ? quoted(node.target) : node.target;
      return [tag(`{{> ${name}${args.join('')}}}`)];
    }
    case 'each':
      return sections(mustacheValue(node.list), context.inside(node.body, node.item), context.inside(node.otherwise));
    case 'if': {
      const { test } = node;
      const isNot = test.kind === 'not';
      const asked = isNot ? test.of : test;
      if (asked.kind !== 'truthy') throw new TypeError('a condition was not made one of mustache’s');
      const [yes, no] = isNot ? [node.otherwise, node.body] : [node.body, node.otherwise];
      return sections(mustacheValue(asked.of), context.inside(yes), context.inside(no));
    }
  }
};

function sections(name: string, yes: readonly Piece[], no: readonly Piece[]): Piece[] {
  const close = tag(`{{/${name}}}`);
  return [
    ...(yes.length > 0 || no.length === 0 ? [tag(`{{#${name}}}`), ...yes, close] : []),
    ...(no.length > 0 ? [tag(`{{^${name}}}`), ...no, close] : []),
  ];
}

function mustacheValue(value: Value): string {
  if (value.kind === 'literal') return typeof value.value === 'string' ? quoted(value.value) : String(value.value);
  if (value.kind === 'path') return value.parts.length === 0 ? '.' : value.parts.join('.');
  if (value.kind === 'filter') return `${mustacheValue(value.of)}.${value.name === 'size' ? 'length' : '0'}`;
  throw new TypeError('mustache has no facts about a loop');
}

function quoted(text: string): string {
  return text.includes('"') ? `'${text}'` : `"${text}"`;
}
