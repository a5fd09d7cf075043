import type { OpenPrompt } from '../prompt/open-prompt.ts';

/** Names of snippets that were put in by hand since the window opened, newest last. */
const inserted = new Set<string>();

export function noteInserted(name: string): void {
  inserted.delete(name);
  inserted.add(name);
}

/** Names of the snippets this prompt asks for, and of those put in lately: what is likely wanted again. */
export function snippetsInUse(prompt: OpenPrompt): ReadonlySet<string> {
  const { references } = prompt.store.getState().check;
  return new Set([...inserted, ...references.flatMap(({ resolved }) => (resolved ? [resolved.name] : []))]);
}
