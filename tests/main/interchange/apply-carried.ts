import { applyPrepared, type ApplyOptions } from '../../../main/interchange/apply-import.ts';
import type { LossList } from '../../../main/interchange/loss-list.ts';
import { preparePrompts } from '../../../main/interchange/prepare.ts';
import type { Registry } from '../../../main/registry/registry.ts';
import type { CarriedPrompt, LossReport } from '../../../shared/interchange.ts';

/** Imports what a reader would have read: prepared, then applied, on one thread. */
export function applyImport(
  registry: Registry,
  prompts: Iterable<CarriedPrompt>,
  losses: LossList,
  options: ApplyOptions,
): LossReport {
  return applyPrepared(registry, preparePrompts(prompts, losses.add.bind(losses)), losses, options);
}
