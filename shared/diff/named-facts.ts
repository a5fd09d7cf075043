import type { Json } from '../canonical-json.ts';
import type { Content } from '../content.ts';
import type { FactDiff } from './content-diff.ts';

export type Area = FactDiff['area'];
/** Name → value, in the order in which they stand. */
export type Facts = ReadonlyMap<string, Json>;

export const ORDER = '(order)';
export const SCHEMA = 'response schema';
/** What stands before the names of settings that a provider calls its own. */
export const OTHER = 'other.';

/** Everything a content says beside its messages, by area and name. */
export function factsOf(content: Content | null): Record<Area, Facts> {
  return {
    format: new Map(content ? [['format', content.format]] : []),
    setting: settingsOf(content),
    variable: namedOf(content?.variables),
    tool: namedOf(content?.tools),
    schema: new Map(content?.responseSchema ? [[SCHEMA, content.responseSchema]] : []),
    extra: membersOf(content?.extra),
  };
}

function settingsOf(content: Content | null): Facts {
  const { other, ...own } = content?.settings ?? {};
  const facts = new Map(membersOf(own));
  // A list of others with nothing in it is part of a version's identity too.
  if (other && Object.keys(other).length === 0) facts.set('other', {});
  for (const [name, value] of membersOf(other)) facts.set(OTHER + name, value);
  return facts;
}

function membersOf(object: Readonly<Record<string, Json | undefined>> | undefined): Facts {
  return new Map(
    Object.entries(object ?? {}).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  );
}

/** Names may stand twice in an imported list; the second is told apart by its place. Each value has its name in it. */
function namedOf(things: readonly { name: string }[] | undefined): Facts {
  const facts = new Map<string, Json>();
  for (const thing of things ?? []) {
    let unique = thing.name;
    for (let count = 2; facts.has(unique); count++) unique = `${thing.name} (${count})`;
    facts.set(unique, Object.fromEntries(membersOf(thing)));
  }
  return facts;
}

/** `factsOf` undone. The values came out of contents that were checked: they are only put together anew. */
export function contentOfFacts(facts: Record<Area, Facts>): Omit<Content, 'messages'> {
  const own = [...facts.setting].filter(([name]) => !isOther(name));
  const others = [...facts.setting].filter(([name]) => isOther(name));
  const other = Object.fromEntries(
    others.filter(([name]) => name !== 'other').map(([name, value]) => [name.slice(OTHER.length), value]),
  );
  return {
    format: (facts.format.get('format') ?? 'liquid') as Content['format'],
    settings: Object.fromEntries(others.length > 0 ? [...own, ['other', other]] : own),
    variables: [...facts.variable.values()] as Content['variables'],
    tools: [...facts.tool.values()] as Content['tools'],
    responseSchema: (facts.schema.get(SCHEMA) as Content['responseSchema'] | undefined) ?? null,
    extra: Object.fromEntries(facts.extra),
  };
}

function isOther(name: string): boolean {
  return name === 'other' || name.startsWith(OTHER);
}
