import type { ContentDiff, FactDiff, MessageDiff } from '../../shared/diff/content-diff.ts';

/** What changed, in a few words each: `2 messages changed`, `temperature 0.4 → 0.2`, `1 variable added`. */
export function summarise(diff: ContentDiff): string[] {
  if (diff.same) return ['Nothing differs'];
  const parts: string[] = [];
  for (const kind of ['changed', 'added', 'removed', 'moved'] as const) {
    const count = diff.messages.filter((message) => message.kind === kind).length;
    if (count > 0) parts.push(`${count} ${count === 1 ? 'message' : 'messages'} ${kind}`);
  }
  const settings = diff.facts.filter((fact) => fact.area === 'setting' || fact.area === 'format');
  const spelled = settings.length <= 2 ? settings.map(spellOut) : counted(settings, 'setting');
  parts.push(...spelled);
  for (const area of ['variable', 'tool', 'schema', 'extra'] as const)
    parts.push(
      ...counted(
        diff.facts.filter((fact) => fact.area === area),
        area,
      ),
    );
  return parts;
}

/** The setting's name as people say it. */
export function factName(fact: FactDiff): string {
  if (fact.area === 'format') return 'template format';
  if (fact.area !== 'setting') return fact.name;
  return fact.name.startsWith('other.')
    ? fact.name.slice(6)
    : fact.name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** Where in a tool or a schema, as people say it: `parameter city › type`, not the way through the JSON. */
export function memberName({ area, path }: FactDiff): string {
  const words: string[] = [];
  for (let at = 0; at < path.length; at++) {
    const isName = path[at] === 'properties' && at + 1 < path.length && (area === 'tool' || area === 'schema');
    if (!isName) words.push(path[at]!);
    else if (words.length === 1 && words[0] === 'parameters') words[0] = `parameter ${path[++at]}`;
    else words.push(path[++at]!);
  }
  return words.join(' › ');
}

export function messageTitle(message: MessageDiff, side: 'left' | 'right'): string {
  const index = side === 'left' ? message.leftIndex : message.rightIndex;
  const role = side === 'left' ? message.leftRole : message.rightRole;
  if (index === null || role === null) return 'not there';
  return role === 'placeholder' ? 'chat history' : role;
}

const LONGEST_VALUE = 30;

function spellOut(fact: FactDiff): string {
  const name = factName(fact);
  if (fact.kind === 'changed')
    return isShort(fact.left) && isShort(fact.right) ? `${name} ${fact.left} → ${fact.right}` : `${name} changed`;
  if (fact.kind === 'added') return isShort(fact.right) ? `${name} set to ${fact.right}` : `${name} set`;
  return `${name} removed`;
}

function isShort(value: string | null): boolean {
  return value !== null && value.length <= LONGEST_VALUE;
}

const NOUNS: Record<'setting' | FactDiff['area'], [one: string, many: string]> = {
  format: ['format', 'formats'],
  setting: ['setting', 'settings'],
  variable: ['variable', 'variables'],
  tool: ['tool', 'tools'],
  schema: ['response schema', 'response schemas'],
  extra: ['imported fact', 'imported facts'],
};

function counted(facts: readonly FactDiff[], area: FactDiff['area']): string[] {
  return (['added', 'removed', 'changed'] as const).flatMap((kind) => {
    // A thing with a member that came is itself changed, and once however many members are.
    const own = facts.filter((fact) => (fact.path.length > 0 ? 'changed' : fact.kind) === kind);
    const count = new Set(own.map((fact) => fact.name)).size;
    if (count === 0) return [];
    const [one, many] = NOUNS[area];
    return [area === 'schema' ? `${one} ${kind}` : `${count} ${count === 1 ? one : many} ${kind}`];
  });
}
