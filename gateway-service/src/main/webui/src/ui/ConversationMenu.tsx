import * as Menu from '@radix-ui/react-dropdown-menu';
import { Bell, BellOff, CheckCheck, MailOpen, MoreHorizontal } from 'lucide-react';
import type { Conversation } from '../api/types';
import { useChat } from '../chat/store';
import { useText } from '../i18n';
import { useEngine } from './engineContext';
import { MENU, MENU_ITEM } from './menu';
import { go, toHome } from './route';

/** What can be done about a conversation in the list. */
export function ConversationMenu({
  conversation,
  title,
  open,
  onOpenChange,
}: {
  conversation: Conversation;
  title: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const engine = useEngine();
  const t = useText().list;
  const { id, muted = false, unread, unreadFrom } = conversation;
  const isUnread = unread > 0 || unreadFrom !== undefined;
  const toggleUnread = () => {
    if (isUnread) return engine.readAll(id);
    if (useChat.getState().open === id) go(toHome);
    void engine.conversations.prefer(id, { unreadFrom: markFrom(conversation) });
  };
  return (
    <Menu.Root modal={false} open={open} onOpenChange={onOpenChange}>
      <Menu.Trigger
        aria-label={t.options(title)}
        className="absolute top-1/2 right-2 grid size-8 -translate-y-1/2 place-items-center rounded-lg bg-raised text-soft opacity-0 shadow-bubble group-hover/item:opacity-100 hover:text-ink focus-visible:opacity-100 data-[state=open]:opacity-100 [@media(hover:none)]:pointer-events-none"
      >
        <MoreHorizontal className="size-4.5" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Content align="end" sideOffset={4} collisionPadding={12} className={MENU}>
          {conversation.lastSeq > 0 && (
            <Menu.Item className={MENU_ITEM} onSelect={toggleUnread}>
              {isUnread ? <CheckCheck /> : <MailOpen />} {isUnread ? t.markRead : t.markUnread}
            </Menu.Item>
          )}
          <Menu.Item
            className={MENU_ITEM}
            onSelect={() => void engine.conversations.prefer(id, { muted: !muted })}
          >
            {muted ? <Bell /> : <BellOff />} {muted ? t.unmute : t.mute}
          </Menu.Item>
        </Menu.Content>
      </Menu.Portal>
    </Menu.Root>
  );
}

/** From its last message on, so that the badge says 1 if that is somebody else's. */
const markFrom = ({ lastEvent, lastSeq }: Conversation): number =>
  lastEvent?.kind === 'message' ? lastEvent.seq : lastSeq;
