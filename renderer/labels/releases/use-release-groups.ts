import { useCallback, useEffect, useRef, useState } from 'react';
import type { Input } from '../../../shared/contract.ts';
import type { ReleaseGroup } from '../../../shared/contract/label-calls.ts';
import type { Refusal } from '../../../shared/reply.ts';
import { call, onEvent } from '../../state/client.ts';

export type ReleaseQuestion = Omit<Input<'release.groups'>, 'before' | 'limit'>;

type Pages = { of: string; groups: readonly ReleaseGroup[]; more: boolean; refusal: Refusal | null };

const PAGE = 100;

/** Releases, newest first, read page by page as `next` asks; new ones come in at the top. Null until the host answered. */
export function useReleaseGroups(question: ReleaseQuestion): { pages: Pages | null; next: () => void } {
  const key = JSON.stringify(question);
  const [pages, setPages] = useState<Pages | null>(null);
  const reading = useRef(false);

  useEffect(() => {
    const wanted = { still: true };
    const read = async () => {
      const reply = await call('release.groups', { ...questionOf(key), limit: PAGE });
      if (!wanted.still) return;
      setPages((before) => {
        if (!reply.ok) return { of: key, groups: [], more: false, refusal: reply.error };
        const { groups, more } = reply.value;
        return before?.of === key ? joined(before, groups, more) : { of: key, groups, more, refusal: null };
      });
    };
    void read();
    const stop = onEvent((event) => event.type === 'changed' && void read());
    return () => {
      wanted.still = false;
      stop();
    };
  }, [key]);

  const next = useCallback(() => {
    if (reading.current || pages === null || !pages.more || pages.of !== key) return;
    const last = pages.groups.at(-1);
    if (last === undefined) return;
    reading.current = true;
    const read = async () => {
      const reply = await call('release.groups', { ...questionOf(key), before: last.moveId, limit: PAGE });
      reading.current = false;
      if (!reply.ok) return;
      const { groups, more } = reply.value;
      // What was read meanwhile may have put other pages in place; these fit only after the same one.
      setPages((now) =>
        now?.of === key && now.groups.at(-1)?.moveId === last.moveId
          ? { ...now, groups: [...now.groups, ...groups], more }
          : now,
      );
    };
    void read();
  }, [pages, key]);

  return { pages, next };
}

/** The first page, read again, before the pages that were read already. Where they do not meet, the new page stands alone. */
function joined(before: Pages, first: readonly ReleaseGroup[], more: boolean): Pages {
  const last = first.at(-1)?.moveId;
  const meets = before.groups.findIndex((group) => group.moveId === last);
  if (meets < 0) return { ...before, groups: first, more, refusal: null };
  return { ...before, groups: [...first, ...before.groups.slice(meets + 1)], refusal: null };
}

function questionOf(key: string): ReleaseQuestion {
  return JSON.parse(key) as ReleaseQuestion;
}
