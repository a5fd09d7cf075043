/** A model as a prompt names it, taken apart: `groq/llama-3.3-70b` and `openai:gpt-4o` name their provider, `gpt-4o` does
 *  not. Only a prefix in `providers` counts as one: many ids hold slashes of their own. */
export function splitModelId(model: string, providers: (name: string) => string | null): NamedModel {
  const text = model.trim();
  const mark = /[/:]/.exec(text);
  if (mark !== null) {
    const provider = providers(text.slice(0, mark.index).toLowerCase());
    const id = text.slice(mark.index + 1);
    if (provider !== null && id !== '') return { provider, id };
  }
  return { provider: null, id: text };
}

export type NamedModel = { provider: string | null; id: string };
