import { useState } from 'react';
import { call } from '../state/client.ts';
import { closeDialog } from '../state/dialogs.ts';
import { useWorkspace } from '../state/workspace.ts';
import { Button } from '../ui/button.tsx';
import { CopiedText } from '../ui/copied-text.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Checkbox } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { printPage } from '../ui/print-page.ts';

/** Makes a recovery key and shows it, this once. */
export function RecoveryKeyDialog() {
  const [text, setText] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [kept, setKept] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const name = useWorkspace((state) => state.info?.name ?? 'workspace');
  const make = async () => {
    if (busy) return;
    setBusy(true);
    const reply = await call('team.makeRecoveryKey', {});
    setBusy(false);
    if (reply.ok) setText(reply.value.text);
    setProblem(reply.ok ? null : reply.error.message);
  };
  if (text === null) {
    return (
      <Dialog
        open
        onOpenChange={(open) => !open && closeDialog()}
        title="Make a recovery key"
        description="It speaks for you as an owner, on any device, for whoever holds it. It is shown once, and kept nowhere but where you put it."
        mayClose={() => !busy}
        onSubmit={() => void make()}
        footer={
          <>
            <Button onClick={closeDialog}>Cancel</Button>
            <Button type="submit" variant="primary" busy={busy}>
              Make and show it
            </Button>
          </>
        }
      >
        {problem !== null && <Notice>{problem}</Notice>}
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && kept && closeDialog()}
      title="Your recovery key"
      description="Write it down or print it, and put it where you keep a passport. Galley does not keep it and cannot show it again."
      mayClose={() => kept}
      footer={
        <>
          <Button onClick={() => printKey(name, text)}>Print</Button>
          <Button variant="primary" disabled={!kept} onClick={closeDialog}>
            Done
          </Button>
        </>
      }
    >
      <CopiedText label="Recovery key" text={text} rows={3} />
      <Checkbox label="I have kept it" checked={kept} onCheckedChange={setKept} />
    </Dialog>
  );
}

function printKey(workspace: string, text: string): void {
  const heading = document.createElement('h1');
  heading.textContent = `Recovery key of ${workspace}`;
  const key = document.createElement('p');
  key.className = 'key';
  key.textContent = text;
  const about = document.createElement('p');
  about.textContent = `Made ${new Date().toLocaleDateString('en-GB', { dateStyle: 'long' })}. Whoever holds it can speak for an owner of this workspace: in Galley, choose “Recover with a recovery key”.`;
  printPage(heading.textContent, [heading, key, about], LOOK);
}

const LOOK = `
.galley-print { font: 12pt/1.5 Georgia, serif; }
.galley-print .key { font: 14pt/1.7 monospace; overflow-wrap: anywhere; border: 1px solid; padding: 12pt; }
`;
