import { Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ProviderRequest } from '../../../shared/contract/model-calls.ts';
import type { Reply } from '../../../shared/reply.ts';
import { call } from '../../state/client.ts';
import { IconButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { showToast } from '../../ui/toast.tsx';
import type { OpenPrompt } from '../open-prompt.ts';
import { JsonText } from './json-text.tsx';
import type { Preview } from './use-preview.ts';
import styles from './request-view.module.css';

type Props = { prompt: OpenPrompt; preview: Preview };

/** What the provider would be sent, to the byte; with line breaks here, in one line on its way. */
export function RequestView({ prompt, preview }: Props) {
  const reply = useRequest(prompt, preview);
  if (reply === null) return null;
  if (!reply.ok) return <Notice tone="info">{reply.error.message}</Notice>;
  const { url, headers, body, notes } = reply.value;
  return (
    <div className={styles.request} data-testid="request">
      {notes.length > 0 && (
        <ul className={styles.notes} aria-label="Notes on the request">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      <div className={styles.sheet}>
        <div className={styles.head}>
          <p className={styles.url}>
            <strong>POST</strong> {url}
          </p>
          <IconButton label="Copy the body" size="small" onClick={() => void copyBody(body)}>
            <Copy />
          </IconButton>
        </div>
        <ul className={styles.headers} aria-label="Headers">
          {Object.entries(headers).map(([name, value]) => (
            <li key={name}>
              <span>{name}:</span> {value}
            </li>
          ))}
        </ul>
        <JsonText label="Body of the request" text={JSON.stringify(JSON.parse(body), null, 2)} />
      </div>
    </div>
  );
}

function useRequest(prompt: OpenPrompt, preview: Preview): Reply<ProviderRequest> | null {
  const [reply, setReply] = useState<Reply<ProviderRequest> | null>(null);
  useEffect(() => {
    const wanted = { still: true };
    const ask = async () => {
      const content = prompt.contentNow();
      const answer = await call('model.request', {
        model: content.settings.model ?? null,
        messages: preview.messages,
        content: { ...content, messages: [] },
      });
      if (wanted.still) setReply(answer);
    };
    void ask();
    return () => {
      wanted.still = false;
    };
  }, [prompt, preview]);
  return reply;
}

async function copyBody(body: string): Promise<void> {
  await navigator.clipboard.writeText(body);
  showToast({ text: 'The body is copied as it is sent.' });
}
