import type { ColumnMapping, InspectedSource } from '../../shared/interchange.ts';

type Sample = InspectedSource['sample'];

/** The first prompts under `mapping`. Where the mapping is not the one that was guessed, the columns' own samples show what
 *  the first row would be. */
export function sampleOf(source: InspectedSource, mapping: ColumnMapping | null): Sample {
  if (mapping === null || source.columns.length === 0 || sameColumns(mapping, source.mapping)) return source.sample;
  if (mapping.messages.length === 0) return [];
  const valueOf = (column: string | null) => source.columns.find(({ name }) => name === column)?.sample ?? '';
  const name = [valueOf(mapping.folder), valueOf(mapping.name)].filter((part) => part !== '').join('/');
  return [{ name, text: mapping.messages.map(({ column }) => valueOf(column)).join('\n\n') }];
}

function sameColumns(a: ColumnMapping, b: ColumnMapping | null): boolean {
  if (b === null || a.name !== b.name || a.folder !== b.folder || a.messages.length !== b.messages.length) return false;
  return a.messages.every((message, index) => message.column === b.messages[index]?.column);
}
