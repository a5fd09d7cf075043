import type { PromptRow } from '../../shared/contract.ts';
import { Refused } from '../../shared/reply.ts';
import type { Values } from '../../shared/template/template-language.ts';
import { listInputSets } from '../registry/input-sets.ts';
import type { Registry } from '../registry/registry.ts';
import { didYouMean } from './nearest.ts';

/** The values of the input set of this name; none where no name is given. Throws `Refused('no-set')`. */
export function inputsOf(registry: Registry, prompt: PromptRow, name: string | undefined): Values {
  if (name === undefined) return {};
  const { sets } = listInputSets(registry, prompt.id);
  const found = sets.find((set) => set.name.toLowerCase() === name.toLowerCase());
  if (found) return found.values;
  const names = sets.map((set) => set.name);
  const others = names.length === 0 ? 'it has none' : `it has ${names.map((each) => `“${each}”`).join(', ')}`;
  throw new Refused(
    'no-set',
    `“${prompt.name}” has no input set called “${name}”; ${others}.${didYouMean(name, names)}`,
  );
}
