import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Tooltip } from './tooltip.tsx';
import styles from './button.module.css';

type ButtonProps = Omit<ComponentProps<'button'>, 'type'> & {
  /** One primary button in sight. */
  variant?: 'primary' | 'plain' | 'quiet' | 'danger';
  size?: 'normal' | 'small';
  type?: 'button' | 'submit';
  icon?: ReactNode;
  /** Work is under way: the button is kept from a second press and says so. */
  busy?: boolean;
};

export function Button({
  variant = 'plain',
  size = 'normal',
  type = 'button',
  icon,
  busy = false,
  className,
  children,
  disabled,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={classNames(styles.button, className)}
      data-variant={variant}
      data-size={size}
      aria-busy={busy || undefined}
      disabled={disabled === true || busy}
    >
      {icon}
      {children}
    </button>
  );
}

type IconButtonProps = Omit<ComponentProps<'button'>, 'type' | 'aria-label'> & {
  /** The accessible name, shown as the tooltip too. */
  label: string;
  /** Shown beside the label in the tooltip, such as `Mod+N`. */
  shortcut?: string;
  size?: 'normal' | 'small';
  side?: 'top' | 'right' | 'bottom' | 'left';
  pressed?: boolean;
};

/** A button whose face is an icon: pass the icon as its child. */
export function IconButton({
  label,
  shortcut,
  size = 'normal',
  side = 'bottom',
  pressed,
  className,
  children,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip text={label} shortcut={shortcut} side={side}>
      <button
        {...rest}
        type="button"
        aria-label={label}
        aria-pressed={pressed}
        className={classNames(styles.iconButton, className)}
        data-size={size}
      >
        {children}
      </button>
    </Tooltip>
  );
}
