import { nameKey } from '../../shared/names.ts';
import type { Content } from '../../shared/content.ts';
import type { Json } from '../../shared/canonical-json.ts';
import { commitVersion } from './commit-version.ts';
import { createPrompt, tagPrompts } from './edit-prompts.ts';
import { examples } from './example-prompts.ts';
import { saveInputs } from './input-sets.ts';
import { currentMoveId, moveLabel, rollBackLabel } from './move-label.ts';
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
      const versions = example.versions.map(
        ({ message, content }) => commitVersion(registry, { promptId, message, content }).versionId,
      );
      // In a team labels decide over others, and wait: an example is no reason to.
      for (const { label, version, reason } of registry.notes.isAttached ? [] : example.moves) {
        const expectedMoveId = currentMoveId(registry, promptId, label);
        if (version === undefined) rollBackLabel(registry, { promptId, label, reason });
        else moveLabel(registry, { promptId, label, versionId: versions[version - 1]!, expectedMoveId, reason });
      }
      saveInputs(registry, promptId, exampleValues(example.versions.at(-1)!.content));
    }
    return { prompts };
  });
}

/** Values to fill the variables with, so that the preview shows something at once. */
function exampleValues(content: Content): Record<string, Json> {
  const known = content.variables.filter((variable) => variable.example !== undefined);
  return Object.fromEntries(known.map((variable) => [variable.name, variable.example!]));
}
