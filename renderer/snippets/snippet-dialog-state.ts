import { create } from 'zustand';

/** A dialog about snippets in front of one prompt. */
export type SnippetDialog =
  | { kind: 'insert'; promptId: string }
  | { kind: 'extract'; promptId: string; messageKey: string; from: number; to: number }
  | { kind: 'impact'; promptId: string };

export const useSnippetDialog = create<{ dialog: SnippetDialog | null }>(() => ({ dialog: null }));

export function showSnippetDialog(dialog: SnippetDialog): void {
  useSnippetDialog.setState({ dialog });
}

export function closeSnippetDialog(): void {
  useSnippetDialog.setState({ dialog: null });
}
