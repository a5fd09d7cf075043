import { ok, type Reply } from '../../shared/reply.ts';
import { call } from '../state/client.ts';
import type { PickedFile } from '../state/dialogs.ts';

/** Bytes sent at once: the browser host bounds a body, and a bar that moves needs steps. */
const CHUNK = 1 << 20;
/** Small files wait for the disk more than for bytes: several at once. */
const AT_ONCE = 6;

export type Staging = {
  onProgress: (bytes: number) => void;
  signal: AbortSignal;
};

/** Hands files to the host, piece by piece. Answers their ids in the order of `files`, or the first refusal; what was staged
 *  until then is dropped. Aborted, it answers an empty list. */
export async function stageFiles(
  files: readonly PickedFile[],
  { onProgress, signal }: Staging,
): Promise<Reply<string[]>> {
  const ids: (string | undefined)[] = files.map(() => undefined);
  let bytes = 0;
  let next = 0;
  let refused: Reply<never> | null = null;

  const work = async () => {
    for (let index = next++; index < files.length && refused === null && !signal.aborted; index = next++) {
      const picked = files[index];
      if (picked === undefined) return;
      const reply = await stageFile(
        picked,
        signal,
        (fileId) => (ids[index] = fileId),
        (size) => onProgress((bytes += size)),
      );
      if (!reply.ok) refused ??= reply;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));

  if (refused === null && !signal.aborted) return ok(ids.filter((id) => id !== undefined));
  await dropFiles(ids.filter((id) => id !== undefined));
  return refused ?? ok([]);
}

/** Lets the host forget staged files. */
export async function dropFiles(fileIds: string[]): Promise<void> {
  if (fileIds.length > 0) await call('file.drop', { fileIds });
}

async function stageFile(
  { path, file }: PickedFile,
  signal: AbortSignal,
  onBegun: (fileId: string) => void,
  onBytes: (size: number) => void,
): Promise<Reply<unknown>> {
  const begun = await call('file.begin', { name: path });
  if (!begun.ok) return begun;
  const { fileId } = begun.value;
  onBegun(fileId);
  for (let at = 0; at < file.size && !signal.aborted; at += CHUNK) {
    const piece = file.slice(at, at + CHUNK);
    const base64 = await readBase64(piece);
    if (base64 === null) return unreadable(path);
    const written = await call('file.write', { fileId, base64 });
    if (!written.ok) return written;
    onBytes(piece.size);
  }
  return begun;
}

function unreadable(path: string): Reply<never> {
  return {
    ok: false,
    error: {
      code: 'file-unreadable',
      message: `“${path}” could not be read. It may have been moved or changed since it was chosen; choose it again.`,
    },
  };
}

/** The bytes of `blob` in base64; null where they cannot be read any more. */
function readBase64(blob: Blob): Promise<string | null> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => {
      const url = reader.result;
      resolve(typeof url === 'string' ? url.slice(url.indexOf(',') + 1) : null);
    });
    reader.addEventListener('error', () => resolve(null));
    reader.readAsDataURL(blob);
  });
}
