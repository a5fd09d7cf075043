import type { Content } from '../../shared/content.ts';
import { unifiedPatch } from '../../shared/diff/unified-patch.ts';
import { dotprompt } from './dotprompt.ts';
import { safePath } from './file-name.ts';

/** Whose file is patched: the name and the tags stand in it. */
export type Patched = { name: string; tags: string[] };

/** The change between two contents as a patch of the prompt's `.prompt` file, as an export writes it: in a folder of
 *  exported prompts, `git apply` or `patch -p1` turns one into the other. Empty where the files are the same. */
export function promptPatch(prompt: Patched, left: Content | null, right: Content | null): string {
  const file = (content: Content | null) => (content === null ? null : fileText(prompt, content));
  return unifiedPatch(`${safePath(prompt.name, '.prompt')}.prompt`, file(left), file(right));
}

function fileText({ name, tags }: Patched, content: Content): string {
  const prompt = { name, tags, versions: [{ content, message: '' }], labels: {} };
  // What the file cannot hold is told when it is exported.
  const [file] = dotprompt.write([prompt], { lose: () => undefined });
  return new TextDecoder().decode(file!.bytes);
}
