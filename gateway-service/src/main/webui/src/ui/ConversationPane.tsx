import { ArrowLeft, PanelRight, Search } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import type { Conversation } from '../api/types';
import { useUser } from '../api/users';
import type { MessageRow } from '../chat/rows';
import { otherOf } from '../chat/conversationState';
import { useChat } from '../chat/store';
import { useText } from '../i18n';
import { CallButtons } from './calls/CallButtons';
import { Composer } from './Composer';
import { composedOf, useDraftKey } from './composing';
import { DetailsPanel } from './details/DetailsPanel';
import { type Composed, setAnswered } from './drafts';
import { focusComposer, useTypingAnywhere } from './focusComposer';
import { lastSeen } from './format';
import { useMedia } from './media';
import { MembersContext, useMembers } from './mentionNames';
import { MessageActionsContext } from './messageActions';
import { Messages } from './Messages';
import { usePresence, useTitle } from './names';
import { NobodyReads } from './NobodyReads';
import { Avatar, IconButton } from './parts';
import { go, toHome } from './route';
import { useTypingText } from './typing';

/** The open conversation. Mounted anew for each one. */
export function ConversationPane({
  conversation,
  details,
  onDetails: setDetails,
  onSearch,
}: {
  conversation: Conversation;
  details: boolean;
  onDetails: (open: boolean) => void;
  onSearch: () => void;
}) {
  const t = useText().messages;
  const draft = useDraftKey(conversation.id);
  const [editing, setEditing] = useState<Composed>();
  const title = useTitle(conversation);
  const timeline = useChat(state => state.timelines[conversation.id]);
  const members = useMembers(conversation, false);
  useTypingAnywhere();
  const actions = useMemo(
    () => ({
      reply: (row: MessageRow) => {
        setEditing(undefined);
        setAnswered(draft, composedOf(row));
        setTimeout(focusComposer);
      },
      edit: (row: MessageRow) => {
        setEditing(composedOf(row));
        setTimeout(focusComposer);
      },
    }),
    [draft],
  );
  return (
    <>
      <main
        data-open-conversation={conversation.id}
        aria-label={t.conversationWith(title)}
        className="flex min-w-0 flex-1 flex-col"
      >
        <Header
          conversation={conversation}
          details={details}
          onSearch={onSearch}
          onDetails={() => setDetails(!details)}
        />
        <MessageActionsContext value={actions}>
          <MembersContext value={members}>
            {timeline && <Messages conversation={conversation} timeline={timeline} />}
          </MembersContext>
        </MessageActionsContext>
        <NobodyReads conversation={conversation} />
        <Composer conversation={conversation} editing={editing} onEdit={setEditing} />
      </main>
      {details && <DetailsPanel conversation={conversation} onClose={() => setDetails(false)} />}
    </>
  );
}

function Header({
  conversation,
  details,
  onSearch,
  onDetails,
}: {
  conversation: Conversation;
  details: boolean;
  onSearch: () => void;
  onDetails: () => void;
}) {
  const me = useChat(state => state.me);
  const title = useTitle(conversation);
  const other = otherOf(conversation, me);
  const presence = usePresence(other);
  const phone = useMedia('(max-width: 767px)');
  const t = useText();
  return (
    <header className="flex h-16 shrink-0 items-center gap-3 border-b border-line px-3 md:px-5">
      {phone && (
        <IconButton label={t.messages.back} onClick={() => go(toHome)}>
          <ArrowLeft />
        </IconButton>
      )}
      <Avatar
        id={other ?? conversation.id}
        name={title}
        group={conversation.type === 'group'}
        presence={presence}
        size="sm"
      />
      <div className="min-w-0 flex-1 leading-tight">
        <h2 dir="auto" className="truncate text-start text-[1.0625rem] font-bold tracking-tight">
          {title}
        </h2>
        <p data-part="subtitle" className="truncate text-[0.8125rem] text-soft">
          <Subtitle conversation={conversation} />
        </p>
      </div>
      <CallButtons conversation={conversation} />
      <IconButton label={t.list.searchMessages} onClick={onSearch} className="max-md:hidden">
        <Search />
      </IconButton>
      <IconButton label={t.groups.conversationDetails} aria-pressed={details} onClick={onDetails}>
        <PanelRight />
      </IconButton>
    </header>
  );
}

function Subtitle({ conversation }: { conversation: Conversation }) {
  const t = useText().common;
  const me = useChat(state => state.me);
  const other = otherOf(conversation, me);
  const presence = useChat(state => (other === undefined ? undefined : state.presence[other]));
  const connected = useChat(state => state.connection.is === 'open');
  const typing = useTypingText(conversation);
  const gone = useUser(other)?.deleted ?? false;
  useMinutes();
  if (typing) return <span className="font-medium text-accent">{typing}</span>;
  if (conversation.type === 'group') return <>{t.members(conversation.members.length)}</>;
  if (!connected || gone) return <>{'\u00a0'}</>;
  if (presence?.status === 'online') return <>{t.online}</>;
  if (presence?.status === 'away') return <>{t.away}</>;
  return <>{presence?.lastSeen ? lastSeen(presence.lastSeen) : t.offline}</>;
}

/** Renders again each minute: "5 min ago" does not stay true by itself. */
function useMinutes() {
  const [, set] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => set(count => count + 1), 60_000);
    return () => clearInterval(timer);
  }, []);
}
