import { MessageCirclePlus } from 'lucide-react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useChat } from '../chat/store';
import { useText } from '../i18n';
import { CallHost } from './calls/CallHost';
import { ConnectionBanner } from './ConnectionBanner';
import { useEngine } from './engineContext';
import { useLinkedMessage } from './jump';
import { ConversationPane, SearchDialog, useLoadingAhead } from './later';
import { useMedia } from './media';
import { NewConversation } from './NewConversation';
import { useNotifications } from './notifications';
import { Button, Empty, Logo } from './parts';
import { go, toConversation, toHome, useRoute } from './route';
import { openNeighbour, useShortcuts } from './shortcuts';
import { Sidebar } from './Sidebar';

const SettingsDialog = lazy(() => import('./settings/SettingsDialog'));
const ShortcutsSheet = lazy(() => import('./ShortcutsSheet'));

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
  const [dialog, setDialog] = useState<'new' | 'search' | 'settings' | 'help'>();
  const [details, setDetails] = useState(false);
  useTitleBadge();
  useNotifications();
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
    void engine.conversations.refresh(open);
    const timer = setTimeout(() => go(toHome), PATIENCE);
    return () => clearTimeout(timer);
  }, [route.at, open, missing, engine]);

  useShortcuts(action => {
    switch (action) {
      case 'next':
        return openNeighbour(1);
      case 'previous':
        return openNeighbour(-1);
      case 'details':
        return setDetails(!details);
      case 'search':
      case 'new':
      case 'settings':
      case 'help':
        return setDialog(action);
    }
  });

  const state = connection === 'open' ? 'open' : connection === 'waiting' ? 'offline' : 'connecting';
  return (
    <div data-connection={state} data-user={me} className="flex h-dvh flex-col overflow-hidden">
      <ConnectionBanner />
      <div className="flex min-h-0 flex-1">
        {(!phone || !conversation) && <Sidebar open={open} onDialog={setDialog} />}
        {conversation ? (
          <ConversationPane
            key={conversation.id}
            conversation={conversation}
            details={details}
            onDetails={setDetails}
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
          engine.conversations.adopt(fresh);
          setDialog(undefined);
          go(toConversation(fresh.id));
        }}
      />
      <CallHost />
      <Suspense fallback={null}>
        {dialog === 'settings' && <SettingsDialog onClose={() => setDialog(undefined)} />}
        {dialog === 'help' && <ShortcutsSheet onClose={() => setDialog(undefined)} />}
      </Suspense>
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

/** How many messages are unread, where one sees it from another tab; those of muted conversations do not call. */
function useTitleBadge() {
  const unread = useChat(state =>
    Object.values(state.conversations)
      .filter(one => !one.muted)
      .reduce((sum, one) => sum + Math.max(one.unread, one.unreadFrom === undefined ? 0 : 1), 0),
  );
  useEffect(() => {
    document.title = unread > 0 ? `(${unread > 99 ? '99+' : unread}) Parley` : 'Parley';
    return () => {
      document.title = 'Parley';
    };
  }, [unread]);
}
