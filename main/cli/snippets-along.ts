import type { SnippetNeed } from '../../shared/contract/snippet-calls.ts';
import { movesAlong, needProblems, openNeeds } from '../../shared/release/snippet-needs.ts';
import { Refused } from '../../shared/reply.ts';
import type { Registry } from '../registry/registry.ts';
import { needsOf } from '../snippets/release-needs.ts';
import { Snippets } from '../snippets/snippets.ts';
import { Templates } from '../template/templates.ts';

/** The snippets whose labels have to move for this version to be filled in as it was committed. Throws `Refused('not-ready')`
 *  where it could not be filled in even so. */
export async function snippetsAlong(registry: Registry, versionId: string): Promise<SnippetNeed[]> {
  const templates = new Templates();
  try {
    const needs = await needsOf(new Snippets(registry, templates), versionId);
    const [problem] = needProblems(needs, new Map());
    if (problem !== undefined) throw new Refused('not-ready', problem);
    return openNeeds(needs.needs).filter(movesAlong);
  } finally {
    await templates.close();
  }
}
