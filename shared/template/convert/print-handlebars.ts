import { TARGETS } from './target.ts';
import { tag, type PrintContext, type Printer } from './pieces.ts';
import type { Test, Value } from './tree.ts';

export const printHandlebars: Printer = (node, context) => {
  const value = (each: Value) => handlebarsValue(each, context);
  switch (node.kind) {
    case 'output': {
      const { value: out } = node;
      const call = out.kind === 'filter' && out.name === 'json' ? `json ${value(out.of)}` : value(out);
      return [tag(`{{${call}}}`, true)];
    }
    case 'comment':
      return [tag(`{{!-- ${node.text.replaceAll(/--(?=~?\}\})/g, '- -')} --}}`)];
    case 'snippet': {
      const args = node.args.map((argument) => ` ${argument.name}=${value(argument.value)}`);
      const name = /^[\w./@-]+$/.test(node.target) ? node.target : quoted(node.target);
      return [tag(`{{> ${name}${args.join('')}}}`)];
    }
    case 'each':
      return [
        tag(`{{#each ${value(node.list)}}}`),
        ...context.inside(node.body, node.item),
        ...(node.otherwise.length > 0 ? [tag('{{else}}'), ...context.inside(node.otherwise)] : []),
        tag('{{/each}}'),
      ];
    case 'if': {
      const [name, ...args] = condition(node.test);
      return [
        tag(`{{#${name} ${args.map(value).join(' ')}}}`),
        ...context.inside(node.body),
        ...(node.otherwise.length > 0 ? [tag('{{else}}'), ...context.inside(node.otherwise)] : []),
        tag(`{{/${name}}}`),
      ];
    }
  }
};

function condition(test: Test): [name: string, ...args: Value[]] {
  if (test.kind === 'truthy') return ['if', test.of];
  if (test.kind === 'not' && test.of.kind === 'truthy') return ['unless', test.of.of];
  if (test.kind === 'compare') return [test.operator === '==' ? 'ifEquals' : 'unlessEquals', test.left, test.right];
  throw new TypeError('a condition of several was not taken apart');
}

function handlebarsValue(value: Value, context: PrintContext): string {
  switch (value.kind) {
    case 'literal':
      return typeof value.value === 'string' ? quoted(value.value) : String(value.value);
    case 'loop':
      return `@${value.fact === 'index0' ? 'index' : value.fact}`;
    case 'path':
      return pathText(value, context);
    case 'filter': {
      const of = handlebarsValue(value.of, context);
      if (value.name === 'json') return `(json ${of})`;
      return value.name === 'size' ? `${of}.length` : `${of}.[0]`;
    }
  }
}

/** Within a loop a plain name is the item's own; what is given from outside is found from the root. */
function pathText({ root, parts }: Extract<Value, { kind: 'path' }>, { loops }: PrintContext): string {
  if (root === null) return (loops.length > 0 ? ['@root', ...parts.map(step)] : first(parts)).join('.');
  const up = loops.length - 1 - loops.indexOf(root);
  if (up > 0) return '../'.repeat(up - 1) + ['..', ...parts.map(step)].join('/');
  return parts.length === 0 ? 'this' : first(parts).join('.');
}

/** A name that is a helper's as well is asked for as the item's own. */
function first(parts: readonly string[]): string[] {
  const steps = parts.map(step);
  return TARGETS.handlebars.reserved.has(parts[0] ?? '') ? ['this', ...steps] : steps;
}

function step(part: string): string {
  return TARGETS.handlebars.name.test(part) ? part : `[${part}]`;
}

function quoted(text: string): string {
  return text.includes('"') && !text.includes("'") ? `'${text}'` : `"${text.replaceAll('"', '\\"')}"`;
}
