import { toast } from 'sonner';
import { eventsAfter } from '../api/conversations';
import type { Calls } from '../calls/calls';
import { openDesk } from '../calls/desk';
import { text } from '../i18n';
import { IndexedDbStore } from '../outbox/indexedDbStore';
import { LockedTurn } from '../outbox/lockedTurn';
import { type Instant, type Notice, type Outgoing, ParleyClient, type Refusal, type Uuid } from '../protocol';
import { tokens } from '../session/tokens';
import { Conversations } from './conversations';
import { newId } from './ids';
import { noteMention } from './mentions';
import { Reader } from './reader';
import { noteSeen } from './seenTimes';
import {
  addPending,
  applyEvent,
  applyMark,
  changePending,
  pendingOf,
  reset,
  setTyping,
  useChat,
} from './store';

const AWAY_AFTER = 60_000;
/**
 * What was acknowledged is in the log, and its event comes; only one that had come in an earlier life of this page does not. The
 * server tells how far logs reach every 30 seconds, so by then it is known.
 */
const EVENT_WITHIN = 40_000;

/** Ties the protocol client, REST and the live store together, from log in to log out. */
export class ChatEngine {
  readonly calls: Calls;
  readonly conversations: Conversations;
  readonly reader = new Reader();
  private readonly client: ParleyClient;
  private readonly listening = new AbortController();
  private readonly me: Uuid;
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
    this.conversations = new Conversations(this.client, this.listening.signal);
    this.calls = openDesk(me, newId, (to, call, data) => this.client.signal(to, call, data));
  }

  start(): void {
    reset(this.me);
    this.client.subscribe(notice => this.onNotice(notice));
    this.client.start();
    void this.conversations.load();
    const { signal } = this.listening;
    window.addEventListener('online', () => this.client.wake(), { signal });
    window.addEventListener('offline', () => this.client.doubt(), { signal });
    document.addEventListener('visibilitychange', () => this.onVisibility(), { signal });
    window.addEventListener('pagehide', () => this.calls.stop(), { signal });
    window.addEventListener('beforeunload', event => this.calls.talking && event.preventDefault(), {
      signal,
    });
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

  /** Lets go of everything that has not gone out yet. */
  discardWaiting(): void {
    const all = Object.values(useChat.getState().pending).flat();
    all.filter(one => one.state === 'sending').forEach(one => this.discard(one.frame.id));
  }

  read(conversation: Uuid, seq: number): void {
    applyMark('read', conversation, useChat.getState().me, seq);
    this.client.read(conversation, seq);
  }

  /** All of it, wherever the reader has come. */
  readAll(conversation: Uuid): void {
    const known = useChat.getState().conversations[conversation];
    if (!known) return;
    if (known.unreadFrom !== undefined) void this.conversations.prefer(conversation, { unreadFrom: 0 });
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
    if (marked) void this.conversations.prefer(conversation, { unreadFrom: 0 });
    this.conversations.watch();
  }

  private submit(frame: Outgoing): void {
    const at: Instant = new Date().toISOString();
    addPending({ frame, at, state: 'sending' });
    this.client.send(frame, at);
    this.count();
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
        if (notice.change === 'removed') this.conversations.gone(notice.conversation.id);
        else void this.conversations.refresh(notice.conversation.id);
        break;
      case 'signal':
        this.calls.hear(notice.from, notice.call, notice.data);
        break;
      case 'unknown':
        void this.conversations.refresh(notice.conversation);
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
