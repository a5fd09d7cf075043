import { useMemo, useState } from 'react';
import { useCommands, type Command } from '../state/commands.ts';
import { useReadOnly } from '../state/workspace.ts';
import { deferred } from '../ui/deferred.tsx';
import { TabPanel, Tabs } from '../ui/tabs.tsx';
import { promote, useLabelsArea, type Part } from './area-state.ts';
import { ColumnsDialog } from './matrix/columns-dialog.tsx';
import { useMatrix } from './matrix/matrix-state.ts';
import { FILTER_BOX, MatrixTools } from './matrix/matrix-tools.tsx';
import { MatrixView } from './matrix/matrix-view.tsx';
import { useMatrixContent } from './matrix/use-matrix-content.ts';
import { Unseen } from '../ui/unseen.tsx';
import styles from './labels-area.module.css';

const ReleasesPage = deferred(() => import('./releases/releases-page.tsx'));
const ReportPage = deferred(() => import('./report/report-page.tsx'));

const PARTS: readonly { value: Part; label: string }[] = [
  { value: 'matrix', label: 'Labels' },
  { value: 'releases', label: 'Releases' },
  { value: 'report', label: 'Report' },
];

/** Which label stands on which version, of every prompt; every release; and what changed in a time. */
export default function LabelsArea() {
  const part = useLabelsArea((state) => state.part);
  const content = useMatrixContent();
  const [choosing, setChoosing] = useState(false);
  useAreaCommands(() => setChoosing(true));
  return (
    <main className={styles.area}>
      <Unseen as="h1">Labels</Unseen>
      <Tabs
        label="Parts of the labels"
        value={part}
        tabs={PARTS}
        onValueChange={(next) => useLabelsArea.setState({ part: next })}
        aside={part === 'matrix' && <MatrixTools lines={content.all} onColumns={() => setChoosing(true)} />}
      >
        <TabPanel value="matrix">
          <MatrixView content={content} />
        </TabPanel>
        <TabPanel value="releases">
          <ReleasesPage />
        </TabPanel>
        <TabPanel value="report">
          <ReportPage />
        </TabPanel>
      </Tabs>
      {choosing && <ColumnsDialog {...content.columns} onClose={() => setChoosing(false)} />}
    </main>
  );
}

function useAreaCommands(chooseColumns: () => void): void {
  const selection = useMatrix((state) => state.selection.selected);
  const readOnly = useReadOnly() !== null;
  const [choose] = useState(() => chooseColumns);
  useCommands(
    useMemo((): Command[] => {
      const group = 'Labels';
      const show = (part: Part) => () => useLabelsArea.setState({ part });
      return [
        { id: 'labels.matrix', title: 'Show the matrix of labels', group, run: show('matrix') },
        { id: 'labels.columns', title: 'Choose the columns of the matrix…', group, run: choose },
        {
          id: 'labels.filter',
          title: 'Filter the matrix by name',
          group,
          shortcut: 'Mod+F',
          run: () => {
            useLabelsArea.setState({ part: 'matrix' });
            requestAnimationFrame(() => document.getElementById(FILTER_BOX)?.focus());
          },
        },
        {
          id: 'labels.promote',
          title:
            selection.size > 0
              ? 'Promote staging to production on the selected prompts…'
              : 'Promote staging to production wherever they differ…',
          group,
          enabled: !readOnly,
          run: () => promote(selection.size > 0 ? [...selection] : null),
        },
      ];
    }, [selection, readOnly, choose]),
  );
}
