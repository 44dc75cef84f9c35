import { toast } from 'sonner';
import { eventsAfter, getConversation, listConversations, prefer } from '../api/conversations';
import { ApiError } from '../api/http';
import type { Conversation } from '../api/types';
import type { Calls } from '../calls/calls';
import { openDesk } from '../calls/desk';
import { text } from '../i18n';
import { reasonOf } from '../i18n/reason';
import { IndexedDbStore } from '../outbox/indexedDbStore';
import { LockedTurn } from '../outbox/lockedTurn';
import { type Instant, type Notice, type Outgoing, ParleyClient, type Refusal, type Uuid } from '../protocol';
import { tokens } from '../session/tokens';
import { newId } from './ids';
import { findMentions, noteMention } from './mentions';
import { Reader } from './reader';
import { noteSeen } from './seenTimes';
import {
  activityOf,
  addPending,
  applyEvent,
  applyMark,
  applyPreferences,
  changePending,
  dropConversation,
  otherOf,
  pendingOf,
  putConversation,
  reset,
  setTyping,
  useChat,
} from './store';

const WATCHED = 200;
/** Milliseconds until a list or a conversation that could not be had is asked for again. */
const RETRY = 5_000;
const AWAY_AFTER = 60_000;
/**
 * What was acknowledged is in the log, and its event comes; only one that had come in an earlier life of this page does not. The
 * server tells how far logs reach every 30 seconds, so by then it is known.
 */
const EVENT_WITHIN = 40_000;

/** Ties the protocol client, REST and the live store together, from log in to log out. */
export class ChatEngine {
  readonly calls: Calls;
  private readonly client: ParleyClient;
  private readonly listening = new AbortController();
  readonly reader = new Reader();
  private readonly me: Uuid;
  private watched = '';
  private away: ReturnType<typeof setTimeout> | undefined;

  constructor(me: Uuid) {
    this.me = me;
    const { protocol, host } = location;
    this.client = new ParleyClient({
      url: `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/ws`,
      tokens,
      history: { eventsAfter },
      ...outboxOf(me),
    });
    this.calls = openDesk(me, newId, (to, call, data) => this.client.signal(to, call, data));
  }

  start(): void {
    reset(this.me);
    this.client.subscribe(notice => this.onNotice(notice));
    this.client.start();
    void this.loadList();
    const { signal } = this.listening;
    window.addEventListener('online', () => this.client.wake(), { signal });
    window.addEventListener('offline', () => this.client.doubt(), { signal });
    document.addEventListener('visibilitychange', () => this.onVisibility(), { signal });
    window.addEventListener('pagehide', () => this.calls.stop(), { signal });
  }

  stop(): void {
    this.calls.stop();
    this.listening.abort();
    clearTimeout(this.away);
    this.client.stop();
    reset('');
  }

  send(conversation: Uuid, text: string, replyTo?: number): void {
    const reply = replyTo === undefined ? {} : { replyTo };
    this.submit({ type: 'send', id: newId(), conversation, text, ...reply });
  }

  edit(conversation: Uuid, target: number, text: string): void {
    this.submit({ type: 'edit', id: newId(), conversation, target, text });
  }

  remove(conversation: Uuid, target: number): void {
    this.submit({ type: 'delete', id: newId(), conversation, target });
  }

  react(conversation: Uuid, target: number, emoji: string, remove: boolean): void {
    const taken = remove ? { remove } : {};
    this.submit({ type: 'react', id: newId(), conversation, target, emoji, ...taken });
  }

  retry(id: Uuid): void {
    changePending(id, ({ frame, at }) => ({ frame, at, state: 'sending' }));
    this.client.retry(id);
    this.count();
  }

  discard(id: Uuid): void {
    changePending(id, () => undefined);
    this.client.discard(id);
    this.count();
  }

  read(conversation: Uuid, seq: number): void {
    applyMark('read', conversation, useChat.getState().me, seq);
    this.client.read(conversation, seq);
  }

  /** All of it, wherever the reader has come. */
  readAll(conversation: Uuid): void {
    const known = useChat.getState().conversations[conversation];
    if (!known) return;
    if (known.unreadFrom !== undefined) void this.prefer(conversation, { unreadFrom: 0 });
    if (known.unread > 0) this.read(conversation, known.lastSeq);
  }

  typing(conversation: Uuid): void {
    this.client.typing(conversation);
  }

  reconnectNow(): void {
    this.client.wake();
  }

  open(conversation: Uuid | undefined): void {
    useChat.setState({ open: conversation });
    const marked = conversation !== undefined && useChat.getState().conversations[conversation]?.unreadFrom;
    if (marked) void this.prefer(conversation, { unreadFrom: 0 });
    this.watch();
  }

  /** How the reader himself wants to see a conversation: shown at once, and kept on the server for all his devices. */
  async prefer(id: Uuid, wanted: { muted?: boolean; unreadFrom?: number }): Promise<void> {
    const before = useChat.getState().conversations[id];
    if (!before) return;
    applyPreferences(id, wanted);
    try {
      this.adopt(await prefer(id, wanted));
    } catch (error) {
      applyPreferences(id, { muted: before.muted ?? false, unreadFrom: before.unreadFrom ?? 0 });
      toast.error(reasonOf(error));
    }
  }

  /** A conversation that we got from a REST answer: from now on it is followed. */
  adopt(conversation: Conversation): void {
    putConversation(conversation);
    this.client.follow(conversation.id, conversation.lastSeq);
    this.watch();
  }

  async refresh(id: Uuid): Promise<void> {
    try {
      this.adopt(await getConversation(id));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.status === 404) return this.gone(id);
      setTimeout(() => {
        if (!this.listening.signal.aborted) void this.refresh(id);
      }, RETRY);
    }
  }

  /** We are no member any more. */
  gone(id: Uuid): void {
    this.client.forget(id);
    dropConversation(id);
  }

  private submit(frame: Outgoing): void {
    const at: Instant = new Date().toISOString();
    addPending({ frame, at, state: 'sending' });
    this.client.send(frame, at);
    this.count();
  }

  /** All pages: the client may only claim to know everything once it does. The first one is shown at once. */
  private async loadList(): Promise<void> {
    try {
      const all: Conversation[] = [];
      for (let next: string | undefined, first = true; first || next !== undefined; first = false) {
        const page = await listConversations(next);
        all.push(...page.conversations);
        page.conversations.forEach(putConversation);
        useChat.setState({ list: 'ready' });
        next = page.conversations.length > 0 ? page.next : undefined;
      }
      if (this.listening.signal.aborted) return;
      this.client.seed(all);
      this.watch();
      void findMentions(this.listening.signal);
    } catch {
      if (this.listening.signal.aborted) return;
      if (useChat.getState().list === 'loading') useChat.setState({ list: 'failed' });
      setTimeout(() => {
        if (!this.listening.signal.aborted) void this.loadList();
      }, RETRY);
    }
  }

  private onNotice(notice: Notice): void {
    switch (notice.type) {
      case 'connection':
        useChat.setState(({ wasOpen }) => ({
          connection: notice.state,
          wasOpen: wasOpen || notice.state.is === 'open',
        }));
        break;
      case 'event':
        applyEvent(notice.event);
        noteMention(notice.event);
        break;
      case 'found':
        addPending({ frame: notice.kept.frame, at: notice.kept.at, state: 'sending' });
        break;
      case 'acked':
        this.acked(notice.id);
        break;
      case 'refused':
        this.refused(notice.id, notice.refusal);
        break;
      case 'discarded':
        changePending(notice.id, () => undefined);
        break;
      case 'read':
      case 'delivered':
        applyMark(notice.type, notice.conversation, notice.user, notice.seq);
        if (notice.type === 'read') noteSeen(notice.conversation, notice.user, notice.seq);
        break;
      case 'typing':
        if (notice.user !== useChat.getState().me) setTyping(notice.conversation, notice.user);
        break;
      case 'presence': {
        const { user, status, lastSeen } = notice;
        useChat.setState(({ presence }) => ({
          presence: { ...presence, [user]: lastSeen === undefined ? { status } : { status, lastSeen } },
        }));
        break;
      }
      case 'conversation':
        if (notice.change === 'removed') this.gone(notice.conversation.id);
        else void this.refresh(notice.conversation.id);
        break;
      case 'signal':
        this.calls.hear(notice.from, notice.call, notice.data);
        break;
      case 'unknown':
        void this.refresh(notice.conversation);
        break;
    }
    this.count();
  }

  private acked(id: Uuid): void {
    changePending(id, pending => ({ ...pending, state: 'sent' }));
    setTimeout(() => {
      if (pendingOf(id)?.state === 'sent') changePending(id, () => undefined);
    }, EVENT_WITHIN);
  }

  /** A message that was refused stays, to be sent again or let go; a change is undone before one's eyes. */
  private refused(id: Uuid, refusal: Refusal): void {
    const reason = refusal.message || refusal.code;
    const { conversations, list } = useChat.getState();
    const frame = pendingOf(id)?.frame;
    const gone = frame && list === 'ready' && conversations[frame.conversation] === undefined;
    if (frame?.type === 'send' && !gone) {
      changePending(id, pending => ({ ...pending, state: 'failed', reason }));
      return;
    }
    this.discard(id);
    toast.error(text().messages.changeRefused(reason));
  }

  /** The others of the open conversation first, then those one talks to directly, the latest first. */
  private watch(): void {
    const { conversations, open, me } = useChat.getState();
    const users = new Set(open === undefined ? [] : conversations[open]?.members.map(member => member.user));
    const latest = Object.values(conversations).sort((a, b) => activityOf(b).localeCompare(activityOf(a)));
    for (const conversation of latest) {
      const other = otherOf(conversation, me);
      if (other !== undefined) users.add(other);
    }
    users.delete(me);
    const list = [...users].slice(0, WATCHED);
    if (list.join() === this.watched) return;
    this.watched = list.join();
    this.client.watch(list);
  }

  private onVisibility(): void {
    clearTimeout(this.away);
    if (document.visibilityState === 'hidden') {
      this.away = setTimeout(() => this.client.status('away'), AWAY_AFTER);
    } else {
      this.client.wake();
      this.client.status('online');
    }
  }

  private count(): void {
    const { waiting } = this.client;
    if (useChat.getState().waiting !== waiting) useChat.setState({ waiting });
  }
}

/** Without IndexedDB or locks (plain HTTP on a local network has none) the outbox lives as long as the page. */
function outboxOf(me: Uuid) {
  const { locks } = navigator as { locks?: LockManager };
  if (!locks || !('indexedDB' in window)) return {};
  return { store: new IndexedDbStore(me), turn: new LockedTurn(me, locks) };
}
