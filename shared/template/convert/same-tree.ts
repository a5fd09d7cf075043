import type { Binding, Node, Test, Value } from './tree.ts';

/** The first of `wanted` that `found` says otherwise; null where both say the same. Comments say nothing. */
export function firstDifference(wanted: readonly Node[], found: readonly Node[]): Node | null {
  const [left, right] = [wanted, found].map(saidBy) as [Said[], Said[]];
  for (const [index, { node, said }] of left.entries()) if (said !== right[index]?.said) return node;
  return right.length > left.length ? (left.at(-1)?.node ?? right[left.length]!.node) : null;
}

type Said = { node: Node; said: string };

function saidBy(nodes: readonly Node[]): Said[] {
  return withoutComments(nodes).map((node) => ({ node, said: JSON.stringify(shape(node, [])) }));
}

function withoutComments(nodes: readonly Node[]): Node[] {
  const result: Node[] = [];
  for (const node of nodes) {
    const last = result.at(-1);
    if (node.kind === 'comment') continue;
    if (node.kind === 'text' && last?.kind === 'text')
      result.splice(-1, 1, { kind: 'text', text: last.text + node.text });
    else result.push(node);
  }
  return result;
}

/** Loops are told apart by how deep they stand: what an item is called is no difference. */
function shape(node: Node, loops: readonly Binding[]): unknown {
  const body = (nodes: readonly Node[], more: readonly Binding[] = []) =>
    withoutComments(nodes).map((each) => shape(each, [...loops, ...more]));
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'output':
      return ['output', valueShape(node.value, loops)];
    case 'if': {
      const [test, yes, no] =
        node.test.kind === 'not'
          ? [node.test.of, node.otherwise, node.body]
          : node.test.kind === 'compare' && node.test.operator === '!='
            ? [{ ...node.test, operator: '==' as const }, node.otherwise, node.body]
            : [node.test, node.body, node.otherwise];
      return ['if', testShape(test, loops), body(yes), body(no)];
    }
    case 'each':
      return ['each', valueShape(node.list, loops), body(node.body, [node.item]), body(node.otherwise)];
    case 'snippet':
      return ['snippet', node.target, node.args.map(({ name, value }) => [name, valueShape(value, loops)])];
    default:
      return node.kind;
  }
}

function testShape(test: Test, loops: readonly Binding[]): unknown {
  switch (test.kind) {
    case 'truthy':
      return [test.truth, valueShape(test.of, loops)];
    case 'compare':
      return [test.operator, valueShape(test.left, loops), valueShape(test.right, loops)];
    case 'not':
      return ['not', testShape(test.of, loops)];
    default:
      return [test.kind, ...test.of.map((each) => testShape(each, loops))];
  }
}

function valueShape(value: Value, loops: readonly Binding[]): unknown {
  switch (value.kind) {
    case 'literal':
      return ['literal', value.value];
    case 'path':
      return ['path', value.root === null ? null : loops.indexOf(value.root), ...value.parts];
    case 'loop':
      return ['loop', loops.indexOf(value.of), value.fact];
    case 'filter': {
      const args = value.args.map((each) => valueShape(each, loops));
      // The first of a list is its item 0.
      if (value.name === 'first' && value.of.kind === 'path')
        return valueShape({ ...value.of, parts: [...value.of.parts, '0'] }, loops);
      return [value.name, valueShape(value.of, loops), ...args];
    }
  }
}
