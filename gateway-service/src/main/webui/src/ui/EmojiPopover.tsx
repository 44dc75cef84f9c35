import * as Popover from '@radix-ui/react-popover';
import { lazy, type ReactNode, Suspense } from 'react';
import { useText } from '../i18n';
import { POPOVER } from './menu';
import { Skeleton } from './parts';

const EmojiPicker = lazy(() => import('./EmojiPicker'));

/** The emoji picker beside its anchor. */
export function EmojiPopover({
  open,
  onOpenChange,
  onPick,
  onClosed,
  children,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onPick: (emoji: string) => void;
  /** Where the focus goes afterwards; without it, back to where it was. */
  onClosed?: () => void;
  children: ReactNode;
}) {
  const t = useText().messages;
  return (
    <Popover.Root open={open} onOpenChange={onOpenChange}>
      <Popover.Anchor asChild>{children}</Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          aria-label={t.emoji}
          side="top"
          sideOffset={6}
          collisionPadding={12}
          className={POPOVER}
          onCloseAutoFocus={event => {
            if (!onClosed) return;
            event.preventDefault();
            onClosed();
          }}
        >
          <Suspense fallback={<Skeleton className="h-80 w-[19.5rem]" />}>
            <EmojiPicker
              onPick={emoji => {
                onOpenChange(false);
                onPick(emoji);
              }}
            />
          </Suspense>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
