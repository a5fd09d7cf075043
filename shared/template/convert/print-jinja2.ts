import { type PercentLanguage, pathText, printEach, printIf, quoted } from './percent-blocks.ts';
import { tag, type PrintContext, type Printer } from './pieces.ts';
import { filterName } from './target.ts';
import type { Test, Value } from './tree.ts';

export const printJinja2: Printer = (node, context) => {
  switch (node.kind) {
    case 'output':
      return [tag(`{{ ${jinjaValue(node.value, context)} }}`, true)];
    case 'comment':
      return [tag(`{# ${node.text.replaceAll('#}', '# }')} #}`)];
    case 'snippet':
      throw new TypeError('Jinja prompts have no snippets');
    case 'each':
      return printEach(node, context, JINJA);
    case 'if':
      return printIf(node, context, JINJA);
  }
};

const JINJA: PercentLanguage = { elseIf: 'elif', value: jinjaValue, test: jinjaTest };

function jinjaTest(test: Test, context: PrintContext): string {
  switch (test.kind) {
    case 'truthy':
      return jinjaValue(test.of, context);
    case 'compare': {
      const [left, right] = [jinjaValue(test.left, context), jinjaValue(test.right, context)];
      return test.operator === 'contains' ? `${right} in ${left}` : `${left} ${test.operator} ${right}`;
    }
    case 'not':
      return test.of.kind === 'truthy' ? `not ${jinjaTest(test.of, context)}` : `not (${jinjaTest(test.of, context)})`;
    default: {
      const parts = test.of.map((each) => {
        const text = jinjaTest(each, context);
        return each.kind === 'all' || each.kind === 'any' ? `(${text})` : text;
      });
      return parts.join(test.kind === 'all' ? ' and ' : ' or ');
    }
  }
}

function jinjaValue(value: Value, context: PrintContext): string {
  switch (value.kind) {
    case 'literal':
      if (value.value === null) return 'none';
      return typeof value.value === 'string' ? quoted(value.value) : String(value.value);
    case 'loop':
      return `loop.${value.fact}`;
    case 'path':
      return pathText(value, context, step);
    case 'filter': {
      const args = value.args.map((each) => jinjaValue(each, context));
      if (value.name === 'default') args.push('true');
      return `${jinjaValue(value.of, context)} | ${filterName(value.name, 'jinja2')}${args.length > 0 ? `(${args.join(', ')})` : ''}`;
    }
  }
}

/** Names of methods are asked for with brackets: after a dot they would be the method. */
function step(part: string): string {
  if (/^\d+$/.test(part)) return `[${part}]`;
  return /^[A-Za-z_]\w*$/.test(part) && !METHODS.has(part) ? `.${part}` : `[${quoted(part)}]`;
}

const METHODS = new Set(['items', 'keys', 'values', 'get', 'pop', 'update', 'copy', 'clear']);
