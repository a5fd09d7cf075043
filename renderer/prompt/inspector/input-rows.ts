import type { Json } from '../../../shared/canonical-json.ts';
import type { FoundVariable } from '../../../shared/contract.ts';
import type { Variable } from '../../../shared/content.ts';

/** One thing a writer fills in: a variable, or a member of one (`ticket.id`). */
export type InputRow = {
  /** As it stands in the template. */
  name: string;
  path: string[];
  type: Variable['type'];
  /** A list of messages that a placeholder puts in. */
  isHistory: boolean;
  declared: Variable | null;
  /** Declared, and asked for nowhere. */
  unused: boolean;
};

/** What to ask for, in the order in which the template does, then what is declared and not used. Members of a variable
 *  are asked for one by one, unless the variable itself is used or declared: then it is one value. */
export function inputRows(
  found: readonly FoundVariable[],
  declared: readonly Variable[],
  values: Record<string, Json>,
  histories: readonly string[] = [],
): InputRow[] {
  const byName = new Map(declared.map((variable) => [variable.name, variable]));
  const whole = new Set<string>();
  for (const { name } of found) {
    const path = pathOf(name);
    const root = path[0]!;
    // `items[0]` or a stored list cannot be asked for member by member.
    if (path.length === 1 || byName.has(root) || name.includes('[') || Array.isArray(values[root])) whole.add(root);
  }
  const rows = new Map<string, InputRow>();
  for (const { name } of found) {
    const path = pathOf(name);
    const root = path[0]!;
    const asked = whole.has(root) ? [root] : path;
    const key = asked.join('.');
    if (rows.has(key)) continue;
    const variable = byName.get(key) ?? null;
    rows.set(key, {
      name: key,
      path: asked,
      declared: variable,
      unused: false,
      isHistory: false,
      type: variable?.type ?? typeFor(root, whole, found, values),
    });
  }
  for (const name of histories)
    if (!rows.has(name))
      rows.set(name, {
        name,
        path: name.split('.'),
        type: 'list',
        isHistory: true,
        declared: byName.get(name) ?? null,
        unused: false,
      });
  for (const variable of declared)
    if (!rows.has(variable.name))
      rows.set(variable.name, {
        name: variable.name,
        path: [variable.name],
        declared: variable,
        unused: true,
        isHistory: false,
        type: variable.type,
      });
  return [...rows.values()];
}

export function valueAt(values: Record<string, Json>, path: readonly string[]): Json | undefined {
  let value: Json | undefined = values;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    value = value[name];
  }
  return value;
}

/** A copy of `values` with `value` at `path`; undefined takes it out, and what is left empty by that. */
export function withValue(
  values: Record<string, Json>,
  path: readonly string[],
  value: Json | undefined,
): Record<string, Json> {
  const [name, ...rest] = path;
  if (name === undefined) return values;
  const { [name]: before, ...others } = values;
  const inner = typeof before === 'object' && before !== null && !Array.isArray(before) ? before : {};
  const next = rest.length === 0 ? value : withValue(inner, rest, value);
  const empty = next === undefined || (rest.length > 0 && Object.keys(next as object).length === 0);
  // The place among the others is kept, so that what is typed does not jump about.
  if (empty) return others;
  return name in values ? { ...values, [name]: next } : { ...others, [name]: next };
}

/** The values a rendering uses: nothing that is blank, so that defaults and "missing" can speak. */
export function filledIn(values: Record<string, Json>): Record<string, Json> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
}

function pathOf(name: string): string[] {
  return name.split(/[.[]/).map((part) => part.replace(/\]$/, ''));
}

function typeFor(
  root: string,
  whole: ReadonlySet<string>,
  found: readonly FoundVariable[],
  values: Record<string, Json>,
): Variable['type'] {
  const stored = values[root];
  if (!whole.has(root)) return 'string';
  if (Array.isArray(stored)) return 'list';
  const hasMembers = found.some(({ name }) => name !== root && pathOf(name)[0] === root);
  return hasMembers || (typeof stored === 'object' && stored !== null) ? 'json' : 'string';
}
