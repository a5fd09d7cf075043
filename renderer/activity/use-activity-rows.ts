import { useCallback, useEffect, useRef, useState } from 'react';
import type { ActivityRow } from '../../shared/contract/team-calls.ts';
import type { Refusal } from '../../shared/reply.ts';
import { call } from '../state/client.ts';
import { keepReading } from '../state/keep-reading.ts';
import type { ActivityQuestion } from './activity-question.ts';

type Pages = { of: string; rows: readonly ActivityRow[]; more: boolean; refusal: Refusal | null };

const PAGE = 100;
const MOST_AGAIN = 500;

/** What happened, newest first, read page by page as `next` asks; what is new comes in at the top. Null until the host
 *  answered. */
export function useActivityRows(question: ActivityQuestion): { pages: Pages | null; next: () => void } {
  const key = JSON.stringify(question);
  const [pages, setPages] = useState<Pages | null>(null);
  const shown = useRef(0);
  const reading = useRef(false);

  useEffect(() => {
    shown.current = 0;
    return keepReading(async (wanted) => {
      // What waits changes its mark and its place when it comes in: as much as is shown is read again.
      const limit = Math.min(MOST_AGAIN, Math.max(PAGE, shown.current));
      const reply = await call('activity.list', { ...questionIn(key), limit });
      if (!wanted()) return;
      const answer = reply.ok ? reply.value : { rows: [], more: false };
      shown.current = answer.rows.length;
      setPages({ of: key, ...answer, refusal: reply.ok ? null : reply.error });
    });
  }, [key]);

  const next = useCallback(() => {
    const last = pages?.rows.at(-1);
    if (reading.current || !pages?.more || pages.of !== key || last === undefined) return;
    reading.current = true;
    const read = async () => {
      const reply = await call('activity.list', { ...questionIn(key), before: last.changeId, limit: PAGE });
      reading.current = false;
      if (!reply.ok) return;
      const { rows, more } = reply.value;
      // What was read meanwhile may have put other pages in place; these fit only after the same row.
      setPages((now) => {
        if (now?.of !== key || now.rows.at(-1)?.changeId !== last.changeId) return now;
        shown.current = now.rows.length + rows.length;
        return { ...now, rows: [...now.rows, ...rows], more };
      });
    };
    void read();
  }, [pages, key]);

  return { pages: pages?.of === key ? pages : null, next };
}

function questionIn(key: string): ActivityQuestion {
  return JSON.parse(key) as ActivityQuestion;
}
