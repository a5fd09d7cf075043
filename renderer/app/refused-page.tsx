import { useState } from 'react';
import type { Refusal } from '../../shared/reply.ts';
import { Button } from '../ui/button.tsx';
import { startLoading } from './start-up.ts';
import { FullPage } from './full-page.tsx';

/** The workspace could not be opened. The refusal's own sentence says what happened; nothing was written to the file. */
export function RefusedPage({ refusal }: { refusal: Refusal }) {
  const [asking, setAsking] = useState(false);
  const gone = refusal.code === 'host-gone';
  const again = () => {
    setAsking(true);
    startLoading();
    setTimeout(() => setAsking(false), SHOW_ASKING);
  };
  return (
    <FullPage
      title={gone ? 'Galley is not running' : 'This workspace cannot be opened'}
      text={
        <>
          <p>{refusal.message}</p>
          {!gone && (
            <p>To go on, put a backup in the file’s place and try again, or start Galley with another workspace.</p>
          )}
        </>
      }
      actions={
        <Button variant="primary" busy={asking} onClick={again}>
          Try again
        </Button>
      }
    />
  );
}

const SHOW_ASKING = 400; // milliseconds: long enough to be seen when the answer is the same
