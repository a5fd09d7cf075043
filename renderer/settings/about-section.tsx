import { useWorkspace } from '../state/workspace.ts';
import { Section } from './section.tsx';
import styles from './settings.module.css';

const HOSTS = { electron: 'Desktop', browser: 'In the browser', cli: 'Command line' };

export function AboutSection() {
  const { app, info } = useWorkspace();
  if (app === null) return null;
  return (
    <Section title="About" about="Galley runs without an account and without the network.">
      <dl className={styles.facts}>
        <dt>Version</dt>
        <dd>{app.version}</dd>
        <dt>Runs</dt>
        <dd>
          {HOSTS[app.host]}, {app.platform}
        </dd>
        {info !== null && (
          <>
            <dt>Workspace file</dt>
            <dd className={styles.path}>{info.path}</dd>
          </>
        )}
      </dl>
    </Section>
  );
}
