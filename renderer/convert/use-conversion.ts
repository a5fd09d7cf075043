import { useEffect, useState } from 'react';
import type { Content, TemplateFormat } from '../../shared/content.ts';
import type { Output } from '../../shared/contract.ts';
import { call } from '../state/client.ts';

export type Conversion = Output<'template.convert'>;
type Answer = { key: string; conversion: Conversion | null; refusal: string | null };

/** The prompt in another format, as the host makes it; null while it does. */
export function useConversion(content: Content, to: TemplateFormat, placeholders: boolean): Omit<Answer, 'key'> {
  const key = `${to} ${placeholders}`;
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    const wanted = { still: true };
    const ask = async () => {
      const reply = await call('template.convert', { content, to, placeholders });
      if (!wanted.still) return;
      setAnswer(
        reply.ok
          ? { key, conversion: reply.value, refusal: null }
          : { key, conversion: null, refusal: reply.error.message },
      );
    };
    void ask();
    return () => {
      wanted.still = false;
    };
  }, [content, to, placeholders, key]);
  return answer?.key === key ? answer : { conversion: null, refusal: null };
}
