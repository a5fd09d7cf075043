import type { PromptLabels } from '../../shared/contract/label-calls.ts';
import { labelStates, promptSeq } from '../registry/prompt-queries.ts';
import { releases } from '../registry/release-queries.ts';
import type { Registry } from '../registry/registry.ts';
import { newestNumber, versionRows } from '../registry/version-queries.ts';

/** Everything about the labels of one prompt, as of one moment. Throws `Refused('no-prompt')`. */
export function promptLabels(registry: Registry, promptId: string): PromptLabels {
  return registry.db.transaction(() => {
    const prompt = promptSeq(registry, promptId);
    const versions = versionRows(registry, prompt);
    return {
      promptId,
      name: registry.state.prompt(promptId)!.name,
      head: newestNumber(registry, prompt) ?? 0,
      states: labelStates(registry, prompt),
      versions,
      releases: releases(registry, { prompt }),
    };
  })();
}
