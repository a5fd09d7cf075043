import type { Registry } from '../registry/registry.ts';
import { Snippets } from '../snippets/snippets.ts';
import { Templates } from '../template/templates.ts';

/** Runs `work` with what reads and fills in texts; its thread, if one was begun, is ended afterwards. */
export async function withSnippets<T>(registry: Registry, work: (snippets: Snippets) => Promise<T>): Promise<T> {
  const templates = new Templates();
  try {
    return await work(new Snippets(registry, templates));
  } finally {
    await templates.close();
  }
}
