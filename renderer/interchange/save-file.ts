import { ok, type Reply } from '../../shared/reply.ts';
import { call } from '../state/client.ts';

/** Reads a file that a job wrote and gives it to the browser to save; the host may forget it then. */
export async function downloadFile(fileId: string, name: string): Promise<Reply<{ bytes: number }>> {
  const reply = await takeFile(fileId);
  if (!reply.ok) return reply;
  saveBlob(reply.value, name);
  return ok({ bytes: reply.value.size });
}

/** Reads a file that the host wrote for this window; the host may forget it then. */
export async function takeFile(fileId: string): Promise<Reply<Blob>> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let offset = 0;
  for (;;) {
    const reply = await call('file.read', { fileId, offset });
    if (!reply.ok) return reply;
    const bytes = decodeBase64(reply.value.base64);
    parts.push(bytes);
    offset += bytes.length;
    if (reply.value.end) break;
  }
  await call('file.drop', { fileIds: [fileId] });
  return ok(new Blob(parts));
}

export function saveText(text: string, name: string): void {
  saveBlob(new Blob([text], { type: 'text/plain' }), name);
}

function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own hold on the bytes once it has begun.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

function decodeBase64(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}
