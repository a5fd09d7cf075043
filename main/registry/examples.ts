import { nameKey } from '../../shared/names.ts';
import { commitVersion } from './commit-version.ts';
import { createPrompt, tagPrompts } from './edit-prompts.ts';
import { examples } from './example-prompts.ts';
import { moveLabel } from './move-label.ts';
import type { Registry } from './registry.ts';

/** Adds Galley's own small set under `examples/`, to look around in. Those that are there already are left alone. */
export function addExamples(registry: Registry): { prompts: number } {
  return registry.transaction(() => {
    let prompts = 0;
    for (const example of examples) {
      if (registry.state.promptIdByKey(nameKey(example.name))) continue;
      prompts += 1;
      const { promptId } = createPrompt(registry, example.name);
      tagPrompts(registry, [promptId], ['example'], []);
      const versions = example.versions.map(({ message, content }) => commitVersion(registry, { promptId, message, content }).versionId);
      for (const { label, version, reason } of example.labels)
        moveLabel(registry, { promptId, label, versionId: versions[version - 1]!, expectedMoveId: null, reason });
    }
    return { prompts };
  });
}
