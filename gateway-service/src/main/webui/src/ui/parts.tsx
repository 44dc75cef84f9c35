import * as Dialog from '@radix-ui/react-dialog';
import * as Tooltip from '@radix-ui/react-tooltip';
import clsx from 'clsx';
import { UserRoundX, X } from 'lucide-react';
import { useUser } from '../api/users';
import { type ComponentProps, type CSSProperties, type ReactNode, useId } from 'react';
import { useText } from '../i18n';
import type { PresenceStatus } from '../protocol';

type ButtonProps = ComponentProps<'button'> & { look?: 'primary' | 'quiet' | 'danger' };

export function Button({ look = 'primary', className, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={clsx(
        'inline-flex h-10 items-center justify-center gap-2 rounded-xl px-4 text-[0.9375rem] font-semibold transition-colors',
        'disabled:cursor-not-allowed disabled:opacity-45',
        look === 'primary' && 'bg-accent text-on-accent hover:bg-accent-strong',
        look === 'quiet' && 'text-ink hover:bg-hover border border-line',
        look === 'danger' && 'border border-line text-danger hover:bg-danger/10',
        className,
      )}
    />
  );
}

/** A button that shows only an icon; its label is its name and its tooltip. */
export function IconButton({
  label,
  className,
  side = 'bottom',
  ...rest
}: ComponentProps<'button'> & { label: string; side?: 'top' | 'bottom' | 'right' | 'left' }) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>
        <button
          type="button"
          aria-label={label}
          {...rest}
          className={clsx(
            'inline-grid size-10 shrink-0 place-items-center rounded-xl text-soft transition-colors hover:bg-hover hover:text-ink',
            'aria-pressed:bg-chosen aria-pressed:text-accent disabled:opacity-40 [&_svg]:size-5',
            className,
          )}
        />
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content
          side={side}
          sideOffset={6}
          className="z-50 animate-in rounded-lg bg-ink px-2.5 py-1 text-[0.8125rem] font-medium text-canvas"
        >
          {label}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}

const SIZES = { sm: 'size-8 text-xs', md: 'size-11 text-[0.9375rem]', lg: 'size-20 text-2xl' } as const;

/** Somebody's picture, or initials on a colour that stays the same for the same id. */
export function Avatar({
  id,
  name,
  size = 'md',
  group = false,
  presence,
  picture,
}: {
  id: string;
  name: string;
  size?: keyof typeof SIZES;
  group?: boolean;
  presence?: PresenceStatus | undefined;
  /** If it is known already; '' for none. */
  picture?: string | undefined;
}) {
  const known = useUser(group || picture !== undefined ? undefined : id);
  const shown = picture ?? known?.avatar;
  return (
    <span className="relative shrink-0" aria-hidden={presence === undefined}>
      <span
        style={{ '--hue': hueOf(id) } as CSSProperties}
        aria-hidden
        className={clsx(
          'avatar grid place-items-center font-semibold tracking-tight select-none',
          group ? 'rounded-[32%]' : 'rounded-full',
          SIZES[size],
        )}
      >
        {/* Only pictures that came with the user: others would tell their host who looks at whom. */}
        {shown?.startsWith('data:image/') ? (
          <img src={shown} alt="" draggable={false} className="size-full rounded-[inherit] object-cover" />
        ) : known?.deleted ? (
          <UserRoundX className="size-1/2" />
        ) : (
          initials(name)
        )}
      </span>
      {presence !== undefined && !known?.deleted && <PresenceDot status={presence} />}
    </span>
  );
}

function PresenceDot({ status }: { status: PresenceStatus }) {
  const t = useText().common;
  return (
    <span
      data-presence={status}
      role="img"
      aria-label={t[status]}
      className={clsx(
        'absolute -right-px -bottom-px size-3 rounded-full border-2 border-[var(--behind,var(--color-canvas))] transition-colors',
        status === 'online' && 'bg-here',
        status === 'away' && 'bg-idle',
        status === 'offline' && 'hidden',
      )}
    />
  );
}

/** FNV-1a, of which the upper bits are well mixed: ids made one after the other get different colours. */
export function hueOf(id: string): number {
  let hash = 0x811c9dc5;
  for (const char of id) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
  // Steps of 24 degrees: neighbours can be told apart.
  return ((hash >>> 12) % 15) * 24;
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = [...(words[0] ?? '')][0] ?? '';
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : '';
  return (first + last).toUpperCase();
}

export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={clsx('block animate-breathe rounded-lg bg-hover', className)} />;
}

export function Field({ label, hint, ...rest }: ComponentProps<'input'> & { label: string; hint?: string }) {
  const id = useId();
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-sm font-semibold">
        {label}
      </label>
      <input id={id} aria-describedby={hint ? `${id}-hint` : undefined} {...rest} className={INPUT} />
      {hint && (
        <p id={`${id}-hint`} className="text-[0.8125rem] text-faint">
          {hint}
        </p>
      )}
    </div>
  );
}

export const INPUT =
  'h-11 w-full rounded-xl border border-line bg-surface px-3.5 text-ink placeholder:text-faint transition-colors ' +
  'hover:border-faint/60 focus:border-accent focus:outline-2 focus:-outline-offset-1 focus:outline-accent/40';

/** A dialog with a title; `alert` for one that asks before something is lost. */
export function Modal({
  open,
  onClose,
  title,
  description,
  children,
  alert = false,
  wide = false,
}: {
  open: boolean;
  onClose: () => void;
  title: string;
  description?: string;
  children: ReactNode;
  alert?: boolean;
  wide?: boolean;
}) {
  const t = useText().common;
  return (
    <Dialog.Root open={open} onOpenChange={next => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 animate-in bg-[oklch(0.2_0.02_240/0.45)]" />
        <Dialog.Content
          role={alert ? 'alertdialog' : 'dialog'}
          {...(description ? {} : { 'aria-describedby': undefined })}
          className={clsx(
            'fixed inset-x-0 bottom-0 z-40 mx-auto flex max-h-[92dvh] w-full animate-up flex-col overflow-y-auto rounded-t-3xl bg-raised p-5 shadow-pop outline-none',
            'md:top-[7vh] md:bottom-auto md:max-h-[86vh] md:rounded-3xl md:p-6',
            wide ? 'md:max-w-xl' : 'md:max-w-md',
          )}
        >
          <div className="mb-4 flex items-start gap-3">
            <div className="flex-1">
              <Dialog.Title className="text-xl font-bold tracking-tight">{title}</Dialog.Title>
              {description && (
                <Dialog.Description className="mt-1 text-soft">{description}</Dialog.Description>
              )}
            </div>
            <Dialog.Close
              aria-label={t.close}
              className="-mt-1 -mr-1 grid size-9 place-items-center rounded-xl text-soft hover:bg-hover hover:text-ink"
            >
              <X className="size-5" />
            </Dialog.Close>
          </div>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** The mark: a speech bubble that is also a P. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" className={className} aria-hidden>
      <rect width="32" height="32" rx="9.5" fill="currentColor" />
      <path d="M9 8.5h9.2a5.8 5.8 0 0 1 0 11.6H13v4.4L9 20.9z" className="fill-on-accent" />
      <circle cx="13.6" cy="14.3" r="1.35" fill="currentColor" />
      <circle cx="18.2" cy="14.3" r="1.35" fill="currentColor" />
    </svg>
  );
}

export function Empty({
  title,
  children,
  action,
}: {
  title: string;
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="grid max-w-xs justify-items-center gap-2 text-center">
      <h2 className="text-lg font-bold tracking-tight">{title}</h2>
      <p className="text-soft">{children}</p>
      {action && <div className="mt-3">{action}</div>}
    </div>
  );
}
