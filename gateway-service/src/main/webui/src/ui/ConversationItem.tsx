import clsx from 'clsx';
import { AtSign, BellOff } from 'lucide-react';
import { memo, useState } from 'react';
import type { Conversation } from '../api/types';
import { useName } from '../api/users';
import { useUnreadMention } from '../chat/mentions';
import { activityOf, otherOf } from '../chat/conversationState';
import { type Pending, useChat } from '../chat/store';
import { useText } from '../i18n';
import type { ChatEvent, SystemEvent, VoidEvent } from '../protocol';
import { Boundary } from './Boundary';
import { ConversationMenu } from './ConversationMenu';
import { draftKey, useDrafts } from './drafts';
import { shortTime } from './format';
import { plainText } from './markdown';
import { previewOf, usePresence, useSystemText, useTitle } from './names';
import { Avatar } from './parts';
import { toConversation } from './route';
import { useTypingText } from './typing';

/** A conversation in the list. */
export const ConversationItem = memo(function ConversationItem({
  conversation,
  active,
}: {
  conversation: Conversation;
  active: boolean;
}) {
  const t = useText().list;
  const me = useChat(state => state.me);
  const title = useTitle(conversation);
  const other = otherOf(conversation, me);
  const presence = usePresence(other);
  const at = activityOf(conversation);
  const { id, unread, muted, unreadFrom } = conversation;
  const [menu, setMenu] = useState(false);
  const news = unread > 0 || unreadFrom !== undefined;
  const mentioned = useUnreadMention(id);
  return (
    <li
      data-conversation={id}
      data-unread={unread}
      data-muted={muted || undefined}
      className="group/item relative"
      onContextMenu={event => {
        event.preventDefault();
        setMenu(true);
      }}
    >
      <a
        href={toConversation(id)}
        aria-current={active ? 'page' : undefined}
        className={clsx(
          'flex items-center gap-3 rounded-2xl px-3 py-2.5 transition-colors focus-visible:-outline-offset-2',
          active
            ? 'bg-chosen [--behind:var(--color-chosen)]'
            : 'hover:bg-hover hover:[--behind:var(--color-hover)]',
        )}
      >
        <Avatar id={other ?? id} name={title} group={conversation.type === 'group'} presence={presence} />
        <span className="grid min-w-0 flex-1 grid-cols-1 gap-0.5">
          <span className="flex items-baseline gap-2">
            <span
              dir="auto"
              className={clsx('min-w-0 flex-1 truncate text-start', news ? 'font-bold' : 'font-semibold')}
            >
              {title}
            </span>
            {at && (
              <time
                dateTime={at}
                className={clsx(
                  'text-xs',
                  news ? 'font-semibold text-accent' : active ? 'text-soft' : 'text-faint',
                )}
              >
                {shortTime(at)}
              </time>
            )}
          </span>
          <span className="flex items-center gap-2">
            <span
              className={clsx('min-w-0 flex-1 truncate text-sm', news ? 'font-medium text-ink' : 'text-soft')}
            >
              <Boundary key={conversation.lastSeq} fallback={null}>
                <Preview conversation={conversation} />
              </Boundary>
            </span>
            {mentioned && (
              <span
                data-part="mention"
                role="img"
                aria-label={t.mentioned}
                className="grid size-5 place-items-center rounded-full bg-accent text-on-accent"
              >
                <AtSign className="size-3.5" strokeWidth={2.5} aria-hidden />
              </span>
            )}
            {muted && <BellOff role="img" aria-label={t.muted} className="size-3.5 shrink-0 text-faint" />}
            {news && (
              <span
                data-part="unread"
                role="img"
                aria-label={unread > 0 ? t.unread(unread) : t.markedUnread}
                className={clsx(
                  'grid place-items-center rounded-full text-xs font-bold text-on-accent',
                  unread > 0 ? 'h-5 min-w-5 px-1.5' : 'size-3',
                  muted ? 'bg-faint' : 'bg-accent',
                )}
              >
                {unread > 99 ? '99+' : unread || ''}
              </span>
            )}
          </span>
        </span>
      </a>
      <ConversationMenu conversation={conversation} title={title} open={menu} onOpenChange={setMenu} />
    </li>
  );
});

function Preview({ conversation }: { conversation: Conversation }) {
  const t = useText();
  const me = useChat(state => state.me);
  const draft = useDrafts(state => state.texts[draftKey(me, conversation.id)]);
  const typing = useTypingText(conversation);
  const pending = useChat(state => lastSend(state.pending[conversation.id]));
  const { lastEvent } = conversation;
  if (typing) return <span className="text-accent">{typing}</span>;
  if (draft?.trim()) {
    return (
      <>
        <span className="font-medium text-danger">{t.list.draft}</span> {draft}
      </>
    );
  }
  if (pending !== undefined) return <>{t.events.said(t.common.you, plainText(pending))}</>;
  if (!lastEvent || lastEvent.kind === 'void') return <span className="text-faint">{t.list.noMessages}</span>;
  return isSystem(lastEvent) ? (
    <SystemPreview event={lastEvent} />
  ) : (
    <MessagePreview event={lastEvent} group={conversation.type === 'group'} />
  );
}

function lastSend(pending: readonly Pending[] = []): string | undefined {
  const send = pending.findLast(one => one.frame.type === 'send')?.frame;
  return send?.type === 'send' ? send.text : undefined;
}

type Line = Exclude<ChatEvent, SystemEvent | VoidEvent>;

const isSystem = (event: Line | SystemEvent): event is SystemEvent =>
  !['message', 'edit', 'delete', 'reaction'].includes(event.kind);

function SystemPreview({ event }: { event: SystemEvent }) {
  return <>{useSystemText(event)}</>;
}

function MessagePreview({ event, group }: { event: Line; group: boolean }) {
  const t = useText();
  const me = useChat(state => state.me);
  const name = useName(event.sender);
  const reaction = event.kind === 'reaction';
  const who =
    event.sender === me ? t.common.you : group || reaction ? (name.split(' ')[0] ?? name) : undefined;
  const what = previewOf(event);
  if (who === undefined) return <>{what}</>;
  return <>{reaction ? `${who} ${what}` : t.events.said(who, what)}</>;
}
