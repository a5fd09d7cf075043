import type { TemplateFormat } from '../../content.ts';
import { TARGETS } from './target.ts';
import { valuesOf, walk, type Binding, type Node, type Value } from './tree.ts';

export type Names = ReadonlyMap<Binding, string>;

/** A name for what each loop defines, where the format asks for one: its own where it has one, else one made of the list's,
 *  and never one that something else is called. */
export function nameBindings(nodes: readonly Node[], format: Exclude<TemplateFormat, 'text'>): Names {
  const names = new Map<Binding, string>();
  const { name: rule, reserved } = TARGETS[format];
  const taken = new Set(rootNames(nodes));
  for (const node of walk(nodes)) {
    if (node.kind !== 'each') continue;
    const own = node.item.name;
    const within = rootNames(node.body);
    const isFree = own !== null && rule.test(own) && !reserved.has(own) && !within.has(own);
    names.set(node.item, isFree ? own : freeName(singular(node.list), taken));
    taken.add(names.get(node.item)!);
  }
  return names;
}

function rootNames(nodes: readonly Node[]): Set<string> {
  const names = new Set<string>();
  for (const node of walk(nodes))
    for (const value of valuesOf(node))
      if (value.kind === 'path' && value.root === null) names.add(value.parts[0] ?? '');
  return names;
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  for (let count = 1; ; count++) {
    const name = count === 1 ? wanted : `${wanted}${count}`;
    if (!taken.has(name)) return name;
  }
}

/** `order.items` holds an `item`, `categories` a `category`; what does not look like a plural holds an `item`. */
function singular(list: Value): string {
  const last = list.kind === 'path' ? (list.parts.findLast((part) => /^[A-Za-z_]\w*$/.test(part)) ?? '') : '';
  if (/[^s]ies$/.test(last)) return `${last.slice(0, -3)}y`;
  return /[^s]s$/.test(last) && last.length > 3 ? last.slice(0, -1) : 'item';
}
