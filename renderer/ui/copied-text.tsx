import { Check, Copy } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from './button.tsx';
import styles from './copied-text.module.css';

type Props = { label: string; text: string; rows?: number };

/** A text to be handed on: shown whole, selected by a press, copied by the button. */
export function CopiedText({ label, text, rows = 4 }: Props) {
  const area = useRef<HTMLTextAreaElement>(null);
  const [copied, setCopied] = useState<string | null>(null);
  const copy = async () => {
    area.current?.select();
    try {
      await navigator.clipboard.writeText(text);
      setCopied(text);
    } catch {
      // The page may not write there; what is selected can still be copied by hand.
      area.current?.focus();
    }
  };
  return (
    <div className={styles.whole}>
      <textarea
        ref={area}
        className={styles.text}
        aria-label={label}
        readOnly
        rows={rows}
        value={text}
        onFocus={(event) => event.target.select()}
      />
      <Button icon={copied === text ? <Check aria-hidden /> : <Copy aria-hidden />} onClick={() => void copy()}>
        {copied === text ? 'Copied' : 'Copy'}
      </Button>
    </div>
  );
}
