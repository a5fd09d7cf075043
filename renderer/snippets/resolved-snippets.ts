import type { Version } from '../../shared/contract.ts';
import type { Variable } from '../../shared/content.ts';
import type { Reply } from '../../shared/reply.ts';
import { call, onEvent } from '../state/client.ts';

/** A snippet as a reference means it now: which version, and what it has to be given. */
export type ResolvedSnippet = {
  promptId: string;
  name: string;
  version: Version;
  /** What its text asks for, by the name that is passed; those with a default need not be given. */
  variables: { name: string; declared: Variable | null; required: boolean }[];
};

/** What `target` means now. Asked once until something changes in the workspace. */
export function resolveSnippet(target: string): Promise<Reply<ResolvedSnippet>> {
  forgetOnChange();
  let answer = known.get(target);
  if (!answer) {
    if (known.size >= MOST_KNOWN) known.clear();
    answer = resolve(target);
    known.set(target, answer);
  }
  return answer;
}

/** The names that have to be passed to a snippet; none where it means nothing. */
export async function requiredArguments(target: string): Promise<string[]> {
  const reply = await resolveSnippet(target);
  return reply.ok ? reply.value.variables.filter(({ required }) => required).map(({ name }) => name) : [];
}

const MOST_KNOWN = 200;
const known = new Map<string, Promise<Reply<ResolvedSnippet>>>();
let following = false;

function forgetOnChange(): void {
  if (following) return;
  following = true;
  onEvent((event) => event.type === 'changed' && known.clear());
}

async function resolve(target: string): Promise<Reply<ResolvedSnippet>> {
  const reply = await call('snippet.resolve', { target });
  if (!reply.ok) return reply;
  const { version } = reply.value;
  const { format, messages, variables: declared } = version.content;
  const checked = await call('template.check', { format, messages });
  if (!checked.ok) return checked;
  // `customer.name` is passed as `customer`.
  const names = new Set(checked.value.variables.map(({ name }) => name.split('.', 1)[0]!));
  const variables = [...names].map((name) => {
    const own = declared.find((variable) => variable.name === name) ?? null;
    return { name, declared: own, required: own?.default === undefined };
  });
  return { ok: true, value: { ...reply.value, variables } };
}
