import { create } from 'zustand';
import { showTeam } from '../team/team-area-state.ts';
import { NO_FILTER, type ActivityFilter } from './activity-question.ts';

export const useActivity = create<{ filter: ActivityFilter }>(() => ({ filter: NO_FILTER }));

/** Shows the feed, narrowed to `filter`. */
export function showActivity(filter: Partial<ActivityFilter> = {}): void {
  useActivity.setState({ filter: { ...NO_FILTER, ...filter } });
  showTeam('activity');
}
