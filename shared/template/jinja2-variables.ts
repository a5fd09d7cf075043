import type { Identifier, JinjaTree, Member, Node } from './jinja2-tree.ts';
import type { Place } from './template-language.ts';

export type JinjaVariables = {
  variables: ({ name: string } & Place)[];
  /** Names and accesses that may come to nothing: conditions, and what `default` or `or` stands in for. */
  lenient: WeakSet<Node>;
  /** What is called: the only place where a function may stand. */
  called: WeakSet<Node>;
};

/** Names every Jinja text knows. */
export const GLOBALS = [
  'true',
  'false',
  'none',
  'True',
  'False',
  'None',
  'range',
  'namespace',
  'raise_exception',
  'strftime_now',
];

export function findVariables({ program, places }: JinjaTree): JinjaVariables {
  const variables: JinjaVariables['variables'] = [];
  const lenient = new WeakSet<Node>();
  const called = new WeakSet<Node>();
  const scopes: Set<string>[] = [new Set(GLOBALS)];

  const visitAll = (nodes: unknown, isLenient = false): void => {
    for (const node of (nodes as Node[] | null) ?? []) visit(node, isLenient);
  };

  const within = (names: Iterable<string>, work: () => void): void => {
    scopes.push(new Set(names));
    work();
    scopes.pop();
  };

  const visit = (value: unknown, isLenient: boolean): void => {
    if (value === null || typeof value !== 'object') return;
    const node = value as Node;
    if (isLenient) lenient.add(node);
    const visitor = VISITORS[node.type];
    if (visitor) visitor(node, isLenient);
    else visitMembers(node);
  };

  const visitMembers = (node: Node): void => {
    for (const [key, member] of Object.entries(node)) {
      if (key === 'operator') continue;
      if (Array.isArray(member)) visitAll(member);
      else if (member instanceof Map) for (const pair of member) visitAll(pair);
      else if (member !== null && typeof member === 'object') visit(member, false);
    }
  };

  /** `isCalled`: the last name of `user.name.upper()` is a method's. */
  const visitAccess = (node: Node, isCalled: boolean): void => {
    const names: { name: string; to: number }[] = [];
    let root = node;
    let isFirst = true;
    while (root.type === 'MemberExpression') {
      const { object, property, computed } = root as Member;
      if (computed) visit(property, false);
      const isName = !computed && property.type === 'Identifier' && !(isCalled && isFirst);
      if (isName) names.unshift({ name: (property as Identifier).value, to: places.get(property)?.to ?? 0 });
      else names.length = 0;
      isFirst = false;
      root = object;
      lenient.add(root);
    }
    const start = places.get(root);
    if (root.type !== 'Identifier' || !start) return visit(root, root !== node);
    const rootName = (root as Identifier).value;
    if (scopes.some((scope) => scope.has(rootName))) return;
    variables.push({
      name: [rootName, ...names.map(({ name }) => name)].join('.'),
      from: start.from,
      to: names.at(-1)?.to ?? start.to,
    });
  };

  const VISITORS: Record<string, (node: Node, isLenient: boolean) => void> = {
    Identifier: (node) => visitAccess(node, false),
    MemberExpression: (node) => visitAccess(node, false),
    CallExpression(node) {
      const callee = node.callee as Node;
      called.add(callee);
      if (callee.type === 'MemberExpression') visitAccess(callee, true);
      else visit(callee, false);
      visitAll(node.args);
    },
    KeywordArgumentExpression: (node) => visit(node.value, false),
    If(node) {
      visit(node.test, true);
      visitAll(node.body);
      visitAll(node.alternate);
    },
    Ternary(node, isLenient) {
      visit(node.condition, true);
      visit(node.trueExpr, isLenient);
      visit(node.falseExpr, isLenient);
    },
    TestExpression: (node) => visit(node.operand, true),
    UnaryExpression: (node, isLenient) => visit(node.argument, isLenient),
    BinaryExpression(node, isLenient) {
      const operator = (node.operator as { value: string }).value;
      const mayMiss = isLenient && ['and', 'or', '==', '!=', 'in', 'not in'].includes(operator);
      visit(node.left, mayMiss || operator === 'or');
      visit(node.right, mayMiss);
    },
    FilterExpression(node) {
      const filter = node.filter as Node;
      const name = ((filter.callee as Identifier | undefined) ?? (filter as Identifier)).value;
      visit(node.operand, name === 'default' || name === 'd');
      visitAll(filter.args);
    },
    FilterStatement(node) {
      visitAll((node.filter as Node).args);
      visitAll(node.body);
    },
    For(node) {
      const iterable = node.iterable as Node;
      const isSelected = iterable.type === 'SelectExpression';
      visit(isSelected ? iterable.lhs : iterable, false);
      within(['loop', ...boundNames(node.loopvar)], () => {
        if (isSelected) visit(iterable.test, true);
        visitAll(node.body);
      });
      visitAll(node.defaultBlock);
    },
    Set(node) {
      visit(node.value, false);
      within([], () => visitAll(node.body));
      for (const name of boundNames(node.assignee)) scopes.at(-1)!.add(name);
    },
    Macro(node) {
      scopes.at(-1)!.add((node.name as Identifier).value);
      const names = (node.args as Node[]).flatMap(boundNames);
      within([...names, 'varargs', 'kwargs', 'caller'], () => {
        for (const argument of node.args as Node[]) if (argument.type !== 'Identifier') visit(argument, false);
        visitAll(node.body);
      });
    },
    CallStatement(node) {
      visit(node.call, false);
      within(((node.callerArgs as Node[] | null) ?? []).flatMap(boundNames), () => visitAll(node.body));
    },
    Comment: () => undefined,
  };

  visit(program, false);
  return { variables: variables.toSorted((a, b) => a.from - b.from), lenient, called };
}

/** The names a loop, an assignment or a parameter defines. */
function boundNames(value: unknown): string[] {
  const node = value as Node;
  if (node.type === 'Identifier') return [(node as Identifier).value];
  if (node.type === 'KeywordArgumentExpression') return boundNames(node.key);
  return Array.isArray(node.value) ? node.value.flatMap(boundNames) : [];
}
