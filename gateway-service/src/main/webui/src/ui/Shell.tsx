import { MessageCirclePlus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useChat } from '../chat/store';
import { useText } from '../i18n';
import { ConnectionBanner } from './ConnectionBanner';
import { useEngine } from './engineContext';
import { useLinkedMessage } from './jump';
import { ConversationPane, SearchDialog, useLoadingAhead } from './later';
import { useMedia } from './media';
import { NewConversation } from './NewConversation';
import { Button, Empty, Logo } from './parts';
import { go, toConversation, toHome, useRoute } from './route';
import { Sidebar } from './Sidebar';

/** Milliseconds until a link to a conversation that nobody knows leads home. */
const PATIENCE = 1500;

/** The frame of everything behind the log in: the list beside the conversation, or on a phone one of the two. */
export function Shell() {
  const engine = useEngine();
  const route = useRoute();
  const me = useChat(state => state.me);
  const connection = useChat(state => state.connection.is);
  const open = route.at === 'conversation' ? route.id : undefined;
  const conversation = useChat(state => (open === undefined ? undefined : state.conversations[open]));
  const list = useChat(state => state.list);
  const phone = useMedia('(max-width: 767px)');
  const [dialog, setDialog] = useState<'new' | 'search'>();
  useTitleBadge();
  useLinkedMessage(route);
  useLoadingAhead();

  useEffect(() => engine.open(conversation?.id), [engine, conversation?.id]);

  // A link to a conversation that is not ours (any more) leads to the list.
  const missing = open !== undefined && !conversation && list === 'ready';
  const shown = useRef<string>(undefined);
  useEffect(() => {
    if (conversation) shown.current = conversation.id;
  }, [conversation]);
  useEffect(() => {
    if (route.at === 'register') go(toHome);
    if (!missing) return;
    if (shown.current === open) return go(toHome);
    void engine.refresh(open);
    const timer = setTimeout(() => go(toHome), PATIENCE);
    return () => clearTimeout(timer);
  }, [route.at, open, missing, engine]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        setDialog('search');
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  const state = connection === 'open' ? 'open' : connection === 'waiting' ? 'offline' : 'connecting';
  return (
    <div data-connection={state} data-user={me} className="flex h-dvh flex-col overflow-hidden">
      <ConnectionBanner />
      <div className="flex min-h-0 flex-1">
        {(!phone || !conversation) && (
          <Sidebar open={open} onNew={() => setDialog('new')} onSearch={() => setDialog('search')} />
        )}
        {conversation ? (
          <ConversationPane
            key={conversation.id}
            conversation={conversation}
            onSearch={() => setDialog('search')}
          />
        ) : (
          !phone && <NothingOpen onNew={() => setDialog('new')} />
        )}
      </div>
      <NewConversation
        open={dialog === 'new'}
        onClose={() => setDialog(undefined)}
        onStarted={fresh => {
          engine.adopt(fresh);
          setDialog(undefined);
          go(toConversation(fresh.id));
        }}
      />
      <SearchDialog
        open={dialog === 'search'}
        onClose={() => setDialog(undefined)}
        within={conversation?.id}
      />
    </div>
  );
}

function NothingOpen({ onNew }: { onNew: () => void }) {
  const t = useText().list;
  const none = useChat(state => state.list === 'ready' && Object.keys(state.conversations).length === 0);
  return (
    <main className="grid flex-1 place-items-center p-8">
      <div className="grid justify-items-center gap-6">
        <Logo className="size-16 text-accent opacity-90" />
        <Empty
          title={none ? t.welcome : t.pickUp}
          action={
            <Button onClick={onNew}>
              <MessageCirclePlus className="size-[1.125rem]" /> {none ? t.findSomebody : t.newConversation}
            </Button>
          }
        >
          {none ? t.findHint : t.choose}
        </Empty>
      </div>
    </main>
  );
}

/** How many messages are unread, where one sees it from another tab. */
function useTitleBadge() {
  const unread = useChat(state =>
    Object.values(state.conversations).reduce((sum, one) => sum + one.unread, 0),
  );
  useEffect(() => {
    document.title = unread > 0 ? `(${unread > 99 ? '99+' : unread}) Parley` : 'Parley';
    return () => {
      document.title = 'Parley';
    };
  }, [unread]);
}
