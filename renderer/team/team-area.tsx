import { deferred } from '../ui/deferred.tsx';
import { TabPanel, Tabs } from '../ui/tabs.tsx';
import { Unseen } from '../ui/unseen.tsx';
import { useTeamArea, type TeamPart } from './team-area-state.ts';
import styles from './team-area.module.css';

const ActivityPage = deferred(() => import('../activity/activity-page.tsx'));
const MembersPage = deferred(() => import('./members-page.tsx'));
const RemotePage = deferred(() => import('./remote-page.tsx'));

const PARTS: readonly { value: TeamPart; label: string }[] = [
  { value: 'activity', label: 'Activity' },
  { value: 'members', label: 'Members' },
  { value: 'remote', label: 'Remote' },
];

/** What happened, who is here, and where it is shared. */
export default function TeamArea() {
  const part = useTeamArea((state) => state.part);
  return (
    <main className={styles.area}>
      <Unseen as="h1">Team</Unseen>
      <Tabs
        label="Parts of the team"
        value={part}
        tabs={PARTS}
        onValueChange={(next) => useTeamArea.setState({ part: next })}
      >
        <TabPanel value="activity">
          <ActivityPage />
        </TabPanel>
        <TabPanel value="members">
          <MembersPage />
        </TabPanel>
        <TabPanel value="remote">
          <RemotePage />
        </TabPanel>
      </Tabs>
    </main>
  );
}
