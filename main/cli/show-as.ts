import type { CopyKind } from '../../shared/contract/model-calls.ts';
import type { PromptRow, Version } from '../../shared/contract.ts';
import { Models } from '../models/models.ts';
import { needsRequest } from '../models/copy-as.ts';
import { readInputs } from '../registry/input-sets.ts';
import type { Registry } from '../registry/registry.ts';
import { assertReadable } from '../registry/version-queries.ts';
import { fillIn } from './commands/render.ts';
import { inputsOf } from './input-set.ts';

/** A version as it may be pasted elsewhere. A request is filled in with the input set that is named, or with the one that
 *  is chosen in the app. */
export async function showAs(
  registry: Registry,
  prompt: PromptRow,
  version: Version,
  kind: CopyKind,
  inputs: string | undefined,
): Promise<string> {
  assertReadable(version);
  const models = new Models();
  try {
    const values = inputs === undefined ? readInputs(registry, prompt.id) : inputsOf(registry, prompt, inputs);
    const messages = needsRequest(kind) ? await fillIn(registry, prompt, version, values) : [];
    return await models.copyAs({ kind, name: prompt.name, messages, content: version.content });
  } finally {
    await models.close();
  }
}
