import { ArrowLeft, PanelRight, Search } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import type { Conversation } from '../api/types';
import { marksOf, type MessageRow, rowsOf } from '../chat/rows';
import { otherOf, readSeqOf, useChat } from '../chat/store';
import { fold, type Timeline } from '../chat/timeline';
import { useText } from '../i18n';
import { Composer, type Composing, focusComposer } from './Composer';
import { DetailsPanel } from './DetailsPanel';
import { useEngine } from './engineContext';
import { lastSeen } from './format';
import { useMedia } from './media';
import { MessageActionsContext } from './messageActions';
import { MessageList } from './MessageList';
import { usePresence, useTitle } from './names';
import { Avatar, Button, IconButton, Skeleton } from './parts';
import { go, toHome } from './route';
import { useTypingText } from './typing';

/** Enough rows to fill a screen. */
const ENOUGH = 30;
/** So many unread messages are loaded at once, to start at the first of them. */
const UNREAD_AT_ONCE = 200;

/** The open conversation. Mounted anew for each one. */
export function ConversationPane({
  conversation,
  onSearch,
}: {
  conversation: Conversation;
  onSearch: () => void;
}) {
  const t = useText().messages;
  const [details, setDetails] = useState(false);
  const [composing, setComposing] = useState<Composing>();
  const title = useTitle(conversation);
  const actions = useMemo(
    () => ({
      reply: (row: MessageRow) => compose({ is: 'reply', row }),
      edit: (row: MessageRow) => compose({ is: 'edit', row }),
    }),
    [],
  );
  function compose(next: Composing) {
    setComposing(next);
    setTimeout(focusComposer);
  }
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
          <Messages conversation={conversation} />
        </MessageActionsContext>
        <Composer
          conversation={conversation}
          composing={composing}
          onDone={() => setComposing(undefined)}
          onEditLast={row => setComposing({ is: 'edit', row })}
        />
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
        <h2 className="truncate text-[1.0625rem] font-bold tracking-tight">{title}</h2>
        <p data-part="subtitle" className="truncate text-[0.8125rem] text-soft">
          <Subtitle conversation={conversation} />
        </p>
      </div>
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
  useMinutes();
  if (typing) return <span className="font-medium text-accent">{typing}</span>;
  if (conversation.type === 'group') return <>{t.members(conversation.members.length)}</>;
  if (!connected) return <>{'\u00a0'}</>;
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

const NOTHING = { from: 1, to: 0, events: [] } satisfies Timeline;
const NO_PENDING: readonly never[] = [];

function Messages({ conversation }: { conversation: Conversation }) {
  const t = useText();
  const me = useChat(state => state.me);
  const timeline = useChat(state => state.timelines[conversation.id] ?? NOTHING);
  const pending = useChat(state => state.pending[conversation.id] ?? NO_PENDING);
  const { loaded, failed, retry } = useFirstPage(conversation, timeline);
  // What was unread when the conversation was opened stays marked as new while it is open.
  const [readBefore] = useState(() => (conversation.unread > 0 ? readSeqOf(conversation, me) : Infinity));

  const items = useMemo(() => fold(timeline.events), [timeline]);
  const { delivered, seen } = marksOf(conversation.members, me);
  const rows = useMemo(() => {
    const first = items.find(
      item => item.is === 'message' && item.message.sender !== me && item.message.seq > readBefore,
    );
    const firstNew = first?.is === 'message' ? first.message.seq : undefined;
    return rowsOf(items, pending, me, { delivered, seen }, firstNew);
  }, [items, pending, me, delivered, seen, readBefore]);

  if (failed && rows.length === 0) {
    return (
      <div className="grid flex-1 place-items-center p-8">
        <div className="grid justify-items-center gap-4 text-center text-soft">
          <p>{t.messages.historyFailed}</p>
          <Button look="quiet" onClick={retry}>
            {t.common.tryAgain}
          </Button>
        </div>
      </div>
    );
  }
  if (!loaded) return <MessagesSkeleton />;
  return <MessageList conversation={conversation} rows={rows} timeline={timeline} />;
}

/** Loads what a screen needs, and all that is unread unless it is very much. */
function useFirstPage(conversation: Conversation, timeline: Timeline) {
  const engine = useEngine();
  const { id, unread } = conversation;
  const enough = timeline.from <= 1 || timeline.events.length >= ENOUGH;
  const [state, setState] = useState<'loading' | 'loaded' | 'failed'>(enough ? 'loaded' : 'loading');
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (state === 'loaded') return;
    let gone = false;
    engine
      .older(id, Math.min(UNREAD_AT_ONCE, Math.max(50, unread + 20)))
      .then(() => !gone && setState('loaded'))
      .catch(() => !gone && setState('failed'));
    return () => {
      gone = true;
    };
    // Once for each attempt: neither a count that changes meanwhile nor the outcome is a reason to ask again.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [engine, id, attempt]);
  const retry = () => {
    setState('loading');
    setAttempt(attempt + 1);
  };
  return { loaded: state !== 'loading', failed: state === 'failed', retry };
}

function MessagesSkeleton() {
  const t = useText().messages;
  const shapes = ['w-64', 'w-80 self-end', 'w-48 self-end', 'w-72', 'w-56', 'w-64 self-end'];
  return (
    <div
      role="status"
      aria-label={t.loading}
      className="mx-auto flex w-full max-w-[52rem] flex-1 flex-col justify-end gap-3 p-5"
    >
      {shapes.map(shape => (
        <Skeleton key={shape} className={`h-11 max-w-[70%] !rounded-2xl ${shape}`} />
      ))}
    </div>
  );
}
