import { create } from 'zustand';
import { showArea } from '../state/tabs.ts';

export type TeamPart = 'activity' | 'members' | 'remote';

/** How the area was left; kept while the window lives. */
export const useTeamArea = create<{ part: TeamPart }>(() => ({ part: 'activity' }));

export function showTeam(part: TeamPart): void {
  useTeamArea.setState({ part });
  showArea('team');
}
