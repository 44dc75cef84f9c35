import * as Menu from '@radix-ui/react-dropdown-menu';
import clsx from 'clsx';
import { ChevronsUpDown, Keyboard, LogOut, MessageCirclePlus, Search, Settings } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useUser } from '../api/users';
import { activityOf } from '../chat/conversationState';
import { useChat } from '../chat/store';
import { useText } from '../i18n';
import type { Uuid } from '../protocol';
import { AskNotifications } from './AskNotifications';
import { ConversationItem } from './ConversationItem';
import { useEngine } from './engineContext';
import { AskBeforeLogOut, leave } from './LogOut';
import { MENU, MENU_ITEM } from './menu';
import { Avatar, Button, Empty, IconButton, Logo, Skeleton } from './parts';

export function Sidebar({
  open,
  onDialog,
}: {
  open: Uuid | undefined;
  onDialog: (dialog: 'new' | 'search' | 'settings' | 'help') => void;
}) {
  const t = useText().list;
  return (
    <div className="flex w-full shrink-0 flex-col bg-rail [--behind:var(--color-rail)] md:w-[21rem] md:border-r md:border-line xl:w-[23rem]">
      <header className="flex h-16 items-center gap-2.5 pr-3 pl-5">
        <Logo className="size-8 text-accent" />
        <h1 className="flex-1 text-xl font-extrabold tracking-tight">Parley</h1>
        <IconButton label={t.searchMessages} onClick={() => onDialog('search')}>
          <Search />
        </IconButton>
        <IconButton label={t.newConversation} onClick={() => onDialog('new')}>
          <MessageCirclePlus />
        </IconButton>
      </header>
      <nav aria-label={t.conversations} className="min-h-0 flex-1 overflow-y-auto px-2 pb-2">
        <List open={open} onNew={() => onDialog('new')} />
      </nav>
      <AskNotifications />
      <Account onDialog={onDialog} />
    </div>
  );
}

function List({ open, onNew }: { open: Uuid | undefined; onNew: () => void }) {
  const t = useText().list;
  const conversations = useChat(state => state.conversations);
  const list = useChat(state => state.list);
  const sorted = useMemo(
    () =>
      Object.values(conversations).sort(
        (a, b) => activityOf(b).localeCompare(activityOf(a)) || b.id.localeCompare(a.id),
      ),
    [conversations],
  );
  if (sorted.length === 0 && list === 'loading') return <ListSkeleton />;
  if (sorted.length === 0) {
    return (
      <div className="grid h-full place-items-center p-6">
        {list === 'failed' ? (
          <Empty title={t.noAnswer}>{t.cannotLoad}</Empty>
        ) : (
          <Empty title={t.none} action={<Button onClick={onNew}>{t.startOne}</Button>}>
            {t.sayHello}
          </Empty>
        )}
      </div>
    );
  }
  return (
    <ul aria-label={t.conversations} className="flex flex-col gap-0.5">
      {sorted.map(conversation => (
        <ConversationItem
          key={conversation.id}
          conversation={conversation}
          active={conversation.id === open}
        />
      ))}
    </ul>
  );
}

function ListSkeleton() {
  const t = useText().list;
  return (
    <div role="status" aria-label={t.loading} className="grid gap-1">
      {[60, 44, 72, 52, 64, 40].map((width, i) => (
        <div key={i} className="flex items-center gap-3 px-3 py-2.5">
          <Skeleton className="size-11 !rounded-full" />
          <div className="grid flex-1 gap-2">
            <Skeleton className="h-3.5 w-2/5" />
            <span style={{ width: `${width}%` }}>
              <Skeleton className="h-3 w-full" />
            </span>
          </div>
        </div>
      ))}
    </div>
  );
}

function Account({ onDialog }: { onDialog: (dialog: 'settings' | 'help') => void }) {
  const t = useText().settings;
  const engine = useEngine();
  const me = useChat(state => state.me);
  const user = useUser(me);
  const [asking, setAsking] = useState(false);
  const logOut = () => (useChat.getState().waiting > 0 ? setAsking(true) : leave(engine));
  return (
    <footer className="border-t border-line p-2">
      <Menu.Root modal={false}>
        <Menu.Trigger className="flex w-full items-center gap-3 rounded-xl px-3 py-2 text-left transition-colors hover:bg-hover data-[state=open]:bg-hover">
          <span className="sr-only">{t.account}: </span>
          <Avatar id={me} name={user?.displayName ?? ''} size="sm" />
          <span className="grid min-w-0 flex-1 grid-cols-1 leading-tight">
            <span dir="auto" className="truncate font-semibold">
              {user?.displayName}
            </span>
            <span className="truncate text-[0.8125rem] text-faint">@{user?.username}</span>
          </span>
          <ChevronsUpDown className="size-4 text-faint" aria-hidden />
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Content side="top" align="start" sideOffset={6} className={MENU}>
            <Menu.Item className={MENU_ITEM} onSelect={() => onDialog('settings')}>
              <Settings /> {t.settings}
            </Menu.Item>
            <Menu.Item className={clsx(MENU_ITEM, 'max-md:hidden')} onSelect={() => onDialog('help')}>
              <Keyboard /> {t.shortcuts}
            </Menu.Item>
            <Menu.Separator className="mx-2 my-1.5 h-px bg-line" />
            <Menu.Item className={MENU_ITEM} onSelect={logOut}>
              <LogOut /> {t.logOut}
            </Menu.Item>
          </Menu.Content>
        </Menu.Portal>
      </Menu.Root>
      {asking && <AskBeforeLogOut onClose={() => setAsking(false)} />}
    </footer>
  );
}
