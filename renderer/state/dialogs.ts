import { create } from 'zustand';
import type { TemplateFormat } from '../../shared/content.ts';
import type { MoveSource } from '../../shared/contract/label-calls.ts';

/** A file someone chose or dropped. `path` is relative to what they chose, with slashes. */
export type PickedFile = { path: string; file: File };

/** What an export is about: some prompts, a folder, or all that are not archived. */
export type ExportScope = { kind: 'prompts'; promptIds: string[] } | { kind: 'folder'; path: string } | { kind: 'all' };

/** The dialog in front. One at a time: a dialog that leads to another gives way to it. */
export type DialogRequest =
  | { kind: 'new-prompt'; folder: string }
  | { kind: 'duplicate'; promptId: string }
  | { kind: 'move'; promptIds: string[] }
  | { kind: 'tags'; promptIds: string[] }
  | { kind: 'import'; files: PickedFile[] }
  | { kind: 'export'; scope: ExportScope }
  | { kind: 'move-labels'; promptIds: string[] | null; label: string; from: MoveSource }
  | { kind: 'roll-back-release'; moveId: string }
  | { kind: 'compare'; promptId: string; side: 'left' | 'right' | null }
  | { kind: 'convert'; promptId: string; to: TemplateFormat | null; placeholders: boolean }
  | { kind: 'convert-placeholders'; promptIds: string[] }
  | { kind: 'find-in-prompts'; text: string; promptIds: string[] | null }
  | { kind: 'request-review'; promptId: string; label?: string; versionId?: string }
  | { kind: 'connect-remote' }
  | { kind: 'credentials' }
  | { kind: 'disconnect' }
  | { kind: 'invite'; ownDevice: boolean }
  | { kind: 'join-team' }
  | { kind: 'recover' }
  | { kind: 'recovery-key' }
  | { kind: 'accept-request'; deviceId: string }
  | { kind: 'rename-member'; memberId: string }
  | { kind: 'remove-member'; memberId: string }
  | { kind: 'remove-device'; deviceId: string }
  | { kind: 'rotate-key' }
  | { kind: 'export-log' }
  | { kind: 'move-label'; promptId: string; label: string; versionId: string | null; attentionId: string }
  | { kind: 'palette' }
  | { kind: 'shortcuts' };

export const useDialog = create<{ request: DialogRequest | null }>(() => ({ request: null }));

export function openDialog(request: DialogRequest): void {
  useDialog.setState({ request });
}

export function closeDialog(): void {
  useDialog.setState({ request: null });
}
