import { fullJitter } from './backoff';
import {
  Connection,
  type ConnectionState,
  type ConnectionTiming,
  DEFAULT_TIMING,
  type Socket,
  type SocketFactory,
} from './connection';
import { Feed } from './feed';
import type { ChatEvent, ErrorCode, Instant, Outgoing, ServerFrame, Uuid } from './frames';
import { Marks } from './marks';
import { MemoryOutboxStore, Outbox, type OutboxStore } from './outbox';
import type { TokenSource } from './tokens';

/** History over REST: where the rest is when more is missing than a socket sends. */
export interface History {
  /** Events after a seq, ascending; `to` says how far the answer covers. Rejects when history cannot be had now. */
  eventsAfter(conversation: Uuid, after: number, limit: number): Promise<{ events: ChatEvent[]; to: number }>;
}

/** What the client tells whoever shows the chat. */
export type Notice =
  | { readonly type: 'connection'; readonly state: ConnectionState }
  /** By seq, each once, without gaps. A void is told too, as it moves the conversation's last seq. */
  | { readonly type: 'event'; readonly event: ChatEvent }
  | { readonly type: 'acked'; readonly id: Uuid; readonly conversation: Uuid; readonly at: Instant }
  /** Final: nothing of it was kept, and it is not sent again by itself. */
  | { readonly type: 'refused'; readonly id: Uuid; readonly code: ErrorCode; readonly message: string }
  /** There are events of a conversation nobody has told us of: look it up, then `follow` it (or `forget` it). */
  | { readonly type: 'unknown'; readonly conversation: Uuid }
  | Extract<ServerFrame, { type: 'read' | 'delivered' | 'typing' | 'presence' | 'conversation' }>;

export interface ClientSeams {
  readonly url: string;
  readonly tokens: TokenSource;
  readonly history: History;
  readonly dial?: SocketFactory;
  readonly store?: OutboxStore;
  readonly timing?: ConnectionTiming;
  readonly random?: () => number;
}

const CURSORS_A_FRAME = 500;
const PAGE = 200;
const WATCHED = 200;
/** Events kept for a conversation we do not know yet. */
const KEPT_FOR_UNKNOWN = 200;
/** Milliseconds: an answer to `sync` that takes longer is asked for again. */
const SYNCED_WITHIN = 5_000;
const TYPING_EVERY = 3_000;
const CATCH_UP_BACKOFF = { base: 500, cap: 30_000 };

interface Followed {
  readonly feed: Feed;
  /** Runs while an answer to `sync`, or the next try to page, is waited for. */
  catchingUp: ReturnType<typeof setTimeout> | undefined;
  paging: boolean;
  failures: number;
}

/**
 * A client of Parley: keeps a connection, hands on every event of every followed conversation once and in order, and carries what is
 * sent until it is acknowledged. It holds no history; it knows how far it has come.
 */
export class ParleyClient {
  private readonly connection: Connection;
  private readonly outbox: Outbox;
  private readonly marks: Marks;
  private readonly history: History;
  private readonly random: () => number;
  private readonly followed = new Map<Uuid, Followed>();
  private readonly unknown = new Map<Uuid, ChatEvent[]>();
  /** Once followed and left: what still comes of them is no news. */
  private readonly left = new Set<Uuid>();
  private readonly listeners = new Set<(notice: Notice) => void>();
  private readonly typedAt = new Map<Uuid, number>();
  private readonly toSync = new Set<Uuid>();
  private watched: readonly Uuid[] = [];
  private availability: 'online' | 'away' = 'online';
  private seeded = false;

  constructor(seams: ClientSeams) {
    this.history = seams.history;
    this.random = seams.random ?? Math.random;
    this.connection = new Connection(
      {
        url: seams.url,
        tokens: seams.tokens,
        dial: seams.dial ?? ((url, protocols) => new WebSocket(url, protocols) as unknown as Socket),
        timing: seams.timing ?? DEFAULT_TIMING,
        random: this.random,
      },
      { onState: state => this.onState(state), onFrame: frame => this.onFrame(frame) },
    );
    const store = seams.store ?? new MemoryOutboxStore();
    this.outbox = new Outbox(store, frame => this.connection.send(frame), undefined, this.random);
    this.marks = new Marks(frame => this.connection.send(frame));
  }

  get state(): ConnectionState {
    return this.connection.state;
  }

  /** How many sends wait for their acknowledgement. */
  get waiting(): number {
    return this.outbox.waiting;
  }

  subscribe(listener: (notice: Notice) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  start(): void {
    void this.outbox.load();
    this.connection.start();
  }

  stop(): void {
    this.connection.stop();
    this.outbox.stop();
    this.marks.stop();
    for (const one of this.followed.values()) clearTimeout(one.catchingUp);
    this.followed.clear();
    this.listeners.clear();
  }

  wake(): void {
    this.connection.wake();
  }

  /** These are all the conversations there are, and how far we know each: from now on nothing of them is missed. */
  seed(conversations: readonly { id: Uuid; lastSeq: number }[]): void {
    this.seeded = true;
    for (const { id, lastSeq } of conversations) this.enter(id, lastSeq);
    this.syncAll();
  }

  /** One more conversation. For one that is followed already, it only says how far its log reaches. */
  follow(conversation: Uuid, lastSeq: number): void {
    this.enter(conversation, lastSeq);
    this.catchUp(conversation);
  }

  forget(conversation: Uuid): void {
    clearTimeout(this.followed.get(conversation)?.catchingUp);
    this.followed.delete(conversation);
    this.unknown.delete(conversation);
    this.left.add(conversation);
  }

  send(frame: Outgoing): void {
    this.outbox.add(frame);
  }

  retry(id: Uuid): void {
    this.outbox.retry(id);
  }

  discard(id: Uuid): void {
    this.outbox.discard(id);
  }

  read(conversation: Uuid, seq: number): void {
    this.marks.move('read', conversation, seq);
  }

  /** The user is writing; told to the others at most every few seconds. */
  typing(conversation: Uuid): void {
    const now = Date.now();
    if (now - (this.typedAt.get(conversation) ?? -Infinity) < TYPING_EVERY) return;
    if (this.connection.send({ type: 'typing', conversation })) this.typedAt.set(conversation, now);
  }

  /** Whose presence is told from now on, instead of those before. */
  watch(users: readonly Uuid[]): void {
    this.watched = users.slice(0, WATCHED);
    this.connection.send({ type: 'watch', users: this.watched });
  }

  status(status: 'online' | 'away'): void {
    this.availability = status;
    this.connection.send({ type: 'status', status });
  }

  private onState(state: ConnectionState): void {
    this.emit({ type: 'connection', state });
    if (state.is === 'open') return;
    for (const one of this.followed.values()) {
      clearTimeout(one.catchingUp);
      one.catchingUp = undefined;
    }
  }

  private onFrame(frame: ServerFrame): void {
    switch (frame.type) {
      case 'welcome':
        return this.onWelcome();
      case 'event':
        return this.onEvent(frame.event);
      case 'synced':
        return this.onSynced(frame);
      case 'heads':
        return this.onHeads(frame.heads);
      case 'ack':
        if (this.outbox.settled(frame.id)) this.emit({ ...frame, type: 'acked' });
        return;
      case 'error':
        return this.onError(frame);
      case 'read':
      case 'delivered':
        this.onMark(frame);
        return this.emit(frame);
      case 'conversation':
        if (frame.change === 'removed') this.forget(frame.conversation.id);
        return this.emit(frame);
      case 'typing':
      case 'presence':
        return this.emit(frame);
      case 'goodbye':
      case 'pong':
        return;
    }
  }

  /** The order of the contract: first what we lack, then again what was not acknowledged. */
  private onWelcome(): void {
    if (this.seeded) this.syncAll();
    this.outbox.reconnected();
    this.marks.reconnected();
    if (this.watched.length > 0) this.connection.send({ type: 'watch', users: this.watched });
    if (this.availability !== 'online') this.connection.send({ type: 'status', status: this.availability });
  }

  private onEvent(event: ChatEvent): void {
    const one = this.followed.get(event.conversation);
    if (!one) return this.keepForLater(event);
    this.deliver(event.conversation, one.feed.offer(event));
    if (one.feed.behind) this.catchUp(event.conversation);
  }

  private onSynced(frame: Extract<ServerFrame, { type: 'synced' }>): void {
    const one = this.followed.get(frame.conversation);
    if (!one) return;
    clearTimeout(one.catchingUp);
    one.catchingUp = undefined;
    this.deliver(frame.conversation, one.feed.covered(frame.from, frame.to));
    if (frame.more) void this.page(frame.conversation, one);
    else this.askAgain(frame.conversation, one);
  }

  /** Caught up, it seems. If the log still reaches further (history may lag a little), ask again, but not in a tight loop. */
  private askAgain(conversation: Uuid, one: Followed): void {
    one.failures = one.feed.behind ? one.failures + 1 : 0;
    if (one.feed.behind) this.later(one, () => this.catchUp(conversation));
  }

  private onHeads(heads: Record<Uuid, number>): void {
    for (const [conversation, seq] of Object.entries(heads)) {
      const one = this.followed.get(conversation);
      if (one) {
        one.feed.reaches(seq);
        if (one.feed.behind) this.catchUp(conversation);
      } else if (this.seeded) {
        this.announceUnknown(conversation);
      }
    }
  }

  private onError(frame: Extract<ServerFrame, { type: 'error' }>): void {
    if (frame.id === undefined) {
      if (frame.conversation !== undefined) this.marks.refused(frame.conversation);
      return;
    }
    if (this.outbox.refused(frame.id, frame.code, frame.retryAfter)) {
      this.emit({ type: 'refused', id: frame.id, code: frame.code, message: frame.message });
    }
  }

  private onMark(frame: { type: 'read' | 'delivered'; conversation: Uuid; user: Uuid; seq: number }): void {
    if (this.state.is !== 'open' || frame.user !== this.state.user) return;
    this.marks.confirmed(frame.type === 'read' ? 'read' : 'received', frame.conversation, frame.seq);
  }

  private deliver(conversation: Uuid, events: readonly ChatEvent[]): void {
    const me = this.state.is === 'open' ? this.state.user : undefined;
    let foreign = 0;
    for (const event of events) {
      if (event.kind !== 'void' && event.sender === me && event.id) this.outbox.settled(event.id);
      if (event.kind !== 'void' && event.sender !== me) foreign = event.seq;
      this.emit({ type: 'event', event });
    }
    if (foreign > 0) this.marks.move('received', conversation, foreign);
  }

  private enter(conversation: Uuid, lastSeq: number): void {
    const known = this.followed.get(conversation);
    if (known) return known.feed.reaches(lastSeq);
    this.left.delete(conversation);
    const one = { feed: new Feed(lastSeq), catchingUp: undefined, paging: false, failures: 0 };
    this.followed.set(conversation, one);
    const kept = this.unknown.get(conversation) ?? [];
    this.unknown.delete(conversation);
    for (const event of kept) this.deliver(conversation, one.feed.offer(event));
  }

  private keepForLater(event: ChatEvent): void {
    this.announceUnknown(event.conversation);
    const kept = this.unknown.get(event.conversation);
    if (kept && kept.length < KEPT_FOR_UNKNOWN) kept.push(event);
  }

  private announceUnknown(conversation: Uuid): void {
    if (this.unknown.has(conversation) || this.left.has(conversation)) return;
    this.unknown.set(conversation, []);
    if (this.seeded) this.emit({ type: 'unknown', conversation });
  }

  private syncAll(): void {
    for (const id of this.unknown.keys()) {
      if (!this.followed.has(id)) this.emit({ type: 'unknown', conversation: id });
    }
    const all = [...this.followed.entries()];
    if (all.length <= CURSORS_A_FRAME) return this.sync(all, true);
    for (let i = 0; i < all.length; i += CURSORS_A_FRAME) this.sync(all.slice(i, i + CURSORS_A_FRAME), false);
  }

  /** Asks for what is missing of a conversation, unless that is under way; asks that come together go as one. */
  private catchUp(conversation: Uuid): void {
    const one = this.followed.get(conversation);
    if (!one || one.paging || one.catchingUp !== undefined || this.toSync.has(conversation)) return;
    this.toSync.add(conversation);
    if (this.toSync.size > 1) return;
    queueMicrotask(() => {
      const asked = [...this.toSync].flatMap(id => {
        const followed = this.followed.get(id);
        return followed ? ([[id, followed]] as [Uuid, Followed][]) : [];
      });
      this.toSync.clear();
      for (let i = 0; i < asked.length; i += CURSORS_A_FRAME)
        this.sync(asked.slice(i, i + CURSORS_A_FRAME), false);
    });
  }

  private sync(conversations: [Uuid, Followed][], complete: boolean): void {
    const cursors = Object.fromEntries(conversations.map(([id, one]) => [id, one.feed.cursor]));
    if (!this.connection.send(complete ? { type: 'sync', cursors, complete } : { type: 'sync', cursors }))
      return;
    for (const [id, one] of conversations) {
      clearTimeout(one.catchingUp);
      one.catchingUp = setTimeout(() => {
        one.catchingUp = undefined;
        if (one.feed.behind) this.catchUp(id);
      }, SYNCED_WITHIN);
    }
  }

  /** More is missing than the socket sends: the rest comes page by page, while live events wait in the feed. */
  private async page(conversation: Uuid, one: Followed): Promise<void> {
    if (one.paging) return;
    one.paging = true;
    try {
      for (let full = true; full && this.followed.get(conversation) === one;) {
        const before = one.feed.cursor;
        const { events, to } = await this.history.eventsAfter(conversation, before, PAGE);
        for (const event of events) this.deliver(conversation, one.feed.offer(event));
        this.deliver(conversation, one.feed.covered(before + 1, to));
        full = events.length === PAGE;
      }
      one.failures = 0;
    } catch {
      one.failures++;
    }
    one.paging = false;
    if (this.followed.get(conversation) !== one) return;
    if (one.failures > 0) this.later(one, () => void this.page(conversation, one));
    else this.askAgain(conversation, one);
  }

  private later(one: Followed, action: () => void): void {
    clearTimeout(one.catchingUp);
    const delay = fullJitter(one.failures, CATCH_UP_BACKOFF, this.random);
    one.catchingUp = setTimeout(() => {
      one.catchingUp = undefined;
      action();
    }, delay);
  }

  private emit(notice: Notice): void {
    for (const listener of this.listeners) listener(notice);
  }
}
