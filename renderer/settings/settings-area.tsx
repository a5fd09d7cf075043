import { AboutSection } from './about-section.tsx';
import { AppearanceSection } from './appearance-section.tsx';
import { SafetySection } from './safety-section.tsx';
import { TeamSection } from './team-section.tsx';
import { WorkspaceSection } from './workspace-section.tsx';
import styles from './settings.module.css';

/** Everything that can be set: what is this workspace's, and what is this device's. */
export default function SettingsArea() {
  return (
    <main className={styles.area}>
      <div className={styles.column}>
        <h1 className={styles.title}>Settings</h1>
        <WorkspaceSection />
        <TeamSection />
        <AppearanceSection />
        <SafetySection />
        <AboutSection />
      </div>
    </main>
  );
}
