import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { IconButton } from './button.tsx';
import { giveFocusBack } from './focus-back.ts';
import styles from './dialog.module.css';

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  /** Buttons, from left to right; the one that does it stands last. */
  footer?: ReactNode;
  children?: ReactNode;
  width?: 'narrow' | 'normal' | 'wide';
  /** Makes the body a form: Enter in a field, or a `type="submit"` button in the footer, does it. */
  onSubmit?: () => void;
  /** Asked before Escape or a click outside closes; answering false keeps the dialog open, for work that would be lost. */
  mayClose?: () => boolean;
};

/** A question in front of everything else. Escape cancels, focus goes back to where it was. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  footer,
  children,
  width = 'normal',
  onSubmit,
  mayClose,
}: Props) {
  const keepOpen = (event: Event) => {
    if (mayClose && !mayClose()) event.preventDefault();
  };
  const inside = (
    <>
      <div className={styles.body}>{children}</div>
      {footer !== undefined && <div className={styles.footer}>{footer}</div>}
    </>
  );
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={styles.veil} />
        <Radix.Content
          className={styles.dialog}
          data-width={width}
          onOpenAutoFocus={focusWhatMatters}
          onCloseAutoFocus={giveFocusBack}
          onEscapeKeyDown={keepOpen}
          onInteractOutside={keepOpen}
          {...(description === undefined ? { 'aria-describedby': undefined } : {})}
        >
          <header className={styles.header}>
            <Radix.Title className={styles.title}>{title}</Radix.Title>
            <Radix.Close asChild>
              <IconButton label="Close" size="small">
                <X />
              </IconButton>
            </Radix.Close>
          </header>
          {description !== undefined && (
            <Radix.Description className={styles.description}>{description}</Radix.Description>
          )}
          {onSubmit === undefined ? (
            inside
          ) : (
            <form
              className={styles.form}
              onSubmit={(event) => {
                event.preventDefault();
                onSubmit();
              }}
            >
              {inside}
            </form>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** The first field, or the button that does it, rather than the one that closes. A field that took the focus keeps it. */
function focusWhatMatters(event: Event): void {
  event.preventDefault();
  const dialog = event.target;
  if (
    !(dialog instanceof HTMLElement) ||
    (dialog.contains(document.activeElement) && document.activeElement !== dialog)
  )
    return;
  const first = dialog.querySelector<HTMLElement>(
    'input:not([hidden]), textarea, select, [data-variant="primary"]:not(:disabled)',
  );
  (first ?? dialog).focus();
}
