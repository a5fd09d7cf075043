import { useState } from 'react';
import type { Review } from '../../shared/contract/review-calls.ts';
import type { RemarkPlace } from '../diff/remarks.tsx';
import { call } from '../state/client.ts';
import type { Refusal } from '../../shared/reply.ts';

/** A comment being written. `place` is null for one on the review as a whole. */
export type Composing = {
  place: RemarkPlace | null;
  text: string;
  busy: boolean;
  refusal: Refusal | null;
  /** Why this person may not comment; null where they may. */
  mayNot: string | null;
  begin: (place: RemarkPlace | null) => void;
  setText: (text: string) => void;
  setLine: (line: number) => void;
  cancel: () => void;
  send: () => void;
};

/** What was begun elsewhere keeps its words: a remark that moves to another line takes them along. */
export function useComposing({ reviewId, mayComment }: Review): Composing {
  const [place, setPlace] = useState<RemarkPlace | null>(null);
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const send = async () => {
    if (busy || text.trim() === '' || mayComment !== null) return;
    setBusy(true);
    const reply = await call('review.comment', { reviewId, text, ...(place ? { place } : {}) });
    setBusy(false);
    setRefusal(reply.ok ? null : reply.error);
    if (!reply.ok) return;
    setText('');
    setPlace(null);
  };
  return {
    place,
    text,
    busy,
    refusal,
    mayNot: mayComment,
    begin: setPlace,
    setText,
    setLine: (line) => setPlace((now) => now && { ...now, line }),
    cancel: () => {
      setPlace(null);
      setRefusal(null);
    },
    send: () => void send(),
  };
}
