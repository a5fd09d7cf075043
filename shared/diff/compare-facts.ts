import { canonicalJson } from '../canonical-json.ts';
import type { Content } from '../content.ts';
import type { FactDiff } from './content-diff.ts';

type Area = FactDiff['area'];
/** Name → printed value, in the order in which they stand. */
type Facts = Map<string, string>;

/** What differs apart from the messages. The format of a side that says nothing is no fact. */
export function compareFacts(left: Content | null, right: Content | null): FactDiff[] {
  const format =
    left && right ? compareArea('format', new Map([['format', left.format]]), new Map([['format', right.format]])) : [];
  return [
    ...format,
    ...compareArea('setting', settingsOf(left), settingsOf(right)),
    ...compareArea('variable', namedOf(left?.variables), namedOf(right?.variables)),
    ...compareOrder('variable', left?.variables, right?.variables),
    ...compareArea('tool', namedOf(left?.tools), namedOf(right?.tools)),
    ...compareOrder('tool', left?.tools, right?.tools),
    ...compareArea('schema', schemaOf(left), schemaOf(right)),
    ...compareArea('extra', membersOf(left?.extra), membersOf(right?.extra)),
  ];
}

function compareArea(area: Area, left: Facts, right: Facts): FactDiff[] {
  const names = new Set([...left.keys(), ...right.keys()]);
  return [...names].flatMap((name): FactDiff[] => {
    const before = left.get(name) ?? null;
    const after = right.get(name) ?? null;
    if (before === after) return [];
    return [
      {
        area,
        name,
        kind: before === null ? 'added' : after === null ? 'removed' : 'changed',
        left: before,
        right: after,
      },
    ];
  });
}

function settingsOf(content: Content | null): Facts {
  const { other, ...own } = content?.settings ?? {};
  const facts = membersOf(own);
  for (const [name, value] of membersOf(other)) facts.set(`other.${name}`, value);
  return facts;
}

function membersOf(object: Record<string, unknown> | undefined): Facts {
  return new Map(
    Object.entries(object ?? {}).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, print(value)] as const],
    ),
  );
}

/** Names may stand twice in an imported list; the second is told apart by its place. */
function namedOf(things: readonly { name: string }[] | undefined): Facts {
  const facts: Facts = new Map();
  for (const { name, ...rest } of things ?? []) {
    let unique = name;
    for (let count = 2; facts.has(unique); count++) unique = `${name} (${count})`;
    facts.set(unique, print(rest));
  }
  return facts;
}

/** Order is part of a version's identity, so a version that differs by it alone must not look the same. */
function compareOrder(
  area: Area,
  left: readonly { name: string }[] | undefined,
  right: readonly { name: string }[] | undefined,
): FactDiff[] {
  const before = left?.map((thing) => thing.name) ?? [];
  const after = right?.map((thing) => thing.name) ?? [];
  const sameNames = before.toSorted().join('\n') === after.toSorted().join('\n');
  if (!sameNames || before.join('\n') === after.join('\n')) return [];
  return [{ area, name: '(order)', kind: 'changed', left: before.join(', '), right: after.join(', ') }];
}

function schemaOf(content: Content | null): Facts {
  return new Map(content?.responseSchema ? [['response schema', print(content.responseSchema)]] : []);
}

function print(value: unknown): string {
  return typeof value === 'string' ? value : canonicalJson(value);
}
