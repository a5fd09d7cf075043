import { create } from 'zustand';
import { openDialog } from '../state/dialogs.ts';
import { showArea } from '../state/tabs.ts';

export type Part = 'matrix' | 'releases' | 'report';
export type ReleaseFilter = { label: string; prompt: string; author: string; time: 'any' | 'week' | '7' | '30' };

export const NO_FILTER: ReleaseFilter = { label: '', prompt: '', author: '', time: 'any' };

/** How the area was left; kept while the window lives. */
export const useLabelsArea = create<{ part: Part; releases: ReleaseFilter; chosenRelease: string | null }>(() => ({
  part: 'matrix',
  releases: NO_FILTER,
  chosenRelease: null,
}));

export function showPart(part: Part): void {
  useLabelsArea.setState({ part });
  showArea('labels');
}

/** Shows every release of one prompt. */
export function showReleasesOf(promptName: string): void {
  useLabelsArea.setState({ releases: { ...NO_FILTER, prompt: promptName } });
  showPart('releases');
}

/** Staging to production: on these prompts, or (null) on all where they differ. */
export function promote(promptIds: string[] | null): void {
  openDialog({ kind: 'move-labels', promptIds, label: 'production', from: { kind: 'label', label: 'staging' } });
}
