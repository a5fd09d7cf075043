import { type PercentLanguage, pathText, printEach, printIf, quoted } from './percent-blocks.ts';
import { tag, type PrintContext, type Printer } from './pieces.ts';
import type { Test, Value } from './tree.ts';

export const printLiquid: Printer = (node, context) => {
  const value = (each: Value) => liquidValue(each, context);
  switch (node.kind) {
    case 'output':
      return [tag(`{{ ${value(node.value)} }}`, true)];
    case 'comment':
      return [tag(`{% # ${node.text.replaceAll('%}', '% }').replaceAll(/\r?\n/g, '\n# ')} %}`)];
    case 'snippet': {
      const quote = node.target.includes("'") ? '"' : "'";
      const args = node.args.map((argument) => `, ${argument.name}: ${value(argument.value)}`);
      return [tag(`{% render ${quote}${node.target}${quote}${args.join('')} %}`, true)];
    }
    case 'each':
      return printEach(node, context, LIQUID);
    case 'if':
      return printIf(node, context, LIQUID);
  }
};

const LIQUID: PercentLanguage = { elseIf: 'elsif', value: liquidValue, test: liquidTest };

/** Liquid has no brackets, and reads several tests from the right; one kind alone needs none. */
function liquidTest(test: Test, context: PrintContext): string {
  switch (test.kind) {
    case 'truthy':
      return truthy(liquidValue(test.of, context), test, context);
    case 'compare':
      return `${liquidValue(test.left, context)} ${test.operator} ${liquidValue(test.right, context)}`;
    case 'not':
      return `not ${liquidTest(test.of, context)}`;
    default:
      return test.of.map((each) => liquidTest(each, context)).join(test.kind === 'all' ? ' and ' : ' or ');
  }
}

function truthy(value: string, { of, truth }: Extract<Test, { kind: 'truthy' }>, { types }: PrintContext): string {
  if (truth === 'liquid' || of.kind !== 'path') return value;
  const type = of.root === null ? types.get(of.parts.join('.')) : undefined;
  if (type === 'string') return `${value} and ${value} != ""`;
  if (type === 'number') return `${value} and ${value} != 0`;
  if (type === 'list') return `${value} and ${value} != empty`;
  return `${value} and ${value} != empty and ${value} != 0`;
}

function liquidValue(value: Value, context: PrintContext): string {
  switch (value.kind) {
    case 'literal':
      return value.value === null ? 'nil' : typeof value.value === 'string' ? quoted(value.value) : String(value.value);
    case 'loop':
      return `forloop.${value.fact}`;
    case 'path':
      return pathText(value, context, step);
    case 'filter': {
      const of = liquidValue(value.of, context);
      const isAnswer = value.name === 'size' || value.name === 'first' || value.name === 'last';
      if (isAnswer && value.of.kind === 'path') return `${of}.${value.name}`;
      const args = value.args.map((each) => liquidValue(each, context));
      return `${of} | ${value.name}${args.length > 0 ? `: ${args.join(', ')}` : ''}`;
    }
  }
}

function step(part: string): string {
  if (/^\d+$/.test(part)) return `[${part}]`;
  const isPlain = /^[A-Za-z_][\w-]*$/.test(part) && !['size', 'first', 'last'].includes(part);
  return isPlain ? `.${part}` : `[${quoted(part)}]`;
}
