import { CatchUp, type History } from './catchUp';
import {
  Connection,
  type ConnectionState,
  type ConnectionTiming,
  DEFAULT_TIMING,
  type Socket,
  type SocketFactory,
} from './connection';
import type { ChatEvent, Instant, Outgoing, ServerFrame, Uuid } from './frames';
import { Marks } from './marks';
import { Outbox } from './outbox';
import {
  type Kept,
  MemoryOutboxStore,
  OnlyTurn,
  type OutboxStore,
  type Refusal,
  type Turn,
} from './outboxStore';
import type { TokenSource } from './tokens';

/** What the client tells whoever shows the chat. */
export type Notice =
  | { readonly type: 'connection'; readonly state: ConnectionState }
  /** By seq, each once, without gaps. A void is told too, as it moves the conversation's last seq. */
  | { readonly type: 'event'; readonly event: ChatEvent }
  /** Waits in the outbox though it was not written here: left by an earlier life, or by another client of the same store. */
  | { readonly type: 'found'; readonly kept: Kept }
  | { readonly type: 'acked'; readonly id: Uuid }
  /** Final: nothing of it was kept, and it is not sent again by itself. */
  | { readonly type: 'refused'; readonly id: Uuid; readonly refusal: Refusal }
  /** Its author let go of it in another client of the same store. */
  | { readonly type: 'discarded'; readonly id: Uuid }
  /** There are events of a conversation nobody has told us of: look it up, then `follow` it (or `forget` it). */
  | { readonly type: 'unknown'; readonly conversation: Uuid }
  | Extract<ServerFrame, { type: 'read' | 'delivered' | 'typing' | 'presence' | 'conversation' | 'signal' }>;

export interface ClientSeams {
  readonly url: string;
  readonly tokens: TokenSource;
  readonly history: History;
  readonly dial?: SocketFactory;
  readonly store?: OutboxStore;
  /** Needed when several clients share the store. */
  readonly turn?: Turn;
  readonly timing?: ConnectionTiming;
  readonly random?: () => number;
}

const WATCHED = 200;
/** Events kept for a conversation we do not know yet. */
const KEPT_FOR_UNKNOWN = 200;
const TYPING_EVERY = 3_000;
/** Seconds until a `sync` that was refused is asked again, unless the server says when. */
const ASK_AGAIN_AFTER = 2;

/**
 * A client of Parley: keeps a connection, hands on every event of every followed conversation once and in order, and carries what is
 * sent until it is acknowledged. It holds no history; it knows how far it has come.
 */
export class ParleyClient {
  private readonly connection: Connection;
  private readonly outbox: Outbox;
  private readonly marks: Marks;
  private readonly catchUp: CatchUp;
  private readonly turn: Turn;
  private readonly unknown = new Map<Uuid, ChatEvent[]>();
  /** Once followed and left: what still comes of them is no news. */
  private readonly left = new Set<Uuid>();
  private readonly listeners = new Set<(notice: Notice) => void>();
  private readonly typedAt = new Map<Uuid, number>();
  private watched: readonly Uuid[] = [];
  private availability: 'online' | 'away' = 'online';
  private seeded = false;
  private user: Uuid | undefined;

  constructor(seams: ClientSeams) {
    const random = seams.random ?? Math.random;
    this.connection = new Connection(
      {
        url: seams.url,
        tokens: seams.tokens,
        dial: seams.dial ?? ((url, protocols) => new WebSocket(url, protocols) as unknown as Socket),
        timing: seams.timing ?? DEFAULT_TIMING,
        random,
      },
      { onState: state => this.onState(state), onFrame: frame => this.onFrame(frame) },
    );
    this.turn = seams.turn ?? new OnlyTurn();
    this.catchUp = new CatchUp({
      history: seams.history,
      random,
      send: frame => this.connection.send(frame),
      deliver: (conversation, events) => this.deliver(conversation, events),
    });
    this.outbox = new Outbox(
      seams.store ?? new MemoryOutboxStore(),
      frame => this.turn.mine && this.connection.send(frame),
      {
        onFound: kept => this.emit({ type: 'found', kept }),
        onSettled: id => this.emit({ type: 'acked', id }),
        onDiscarded: id => this.emit({ type: 'discarded', id }),
        onRefused: (id, refusal) => this.emit({ type: 'refused', id, refusal }),
      },
      undefined,
      random,
    );
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
    this.turn.leave();
    this.catchUp.stop();
    this.listeners.clear();
  }

  wake(): void {
    this.connection.wake();
  }

  /** Something suggests that the line is dead: makes sure, faster than by waiting. */
  doubt(): void {
    this.connection.doubt();
  }

  /** These are all the conversations there are, and how far we know each: from now on nothing of them is missed. */
  seed(conversations: readonly { id: Uuid; lastSeq: number }[]): void {
    this.seeded = true;
    for (const { id, lastSeq } of conversations) this.enter(id, lastSeq);
    this.askAll();
  }

  /** One more conversation. For one that is followed already, it only says how far its log reaches. */
  follow(conversation: Uuid, lastSeq: number): void {
    this.enter(conversation, lastSeq);
    this.catchUp.ask(conversation);
  }

  forget(conversation: Uuid): void {
    this.catchUp.leave(conversation);
    this.unknown.delete(conversation);
    this.left.add(conversation);
  }

  /** Written by the user `at` that time; goes out as soon as it can, and stays in the outbox until then. */
  send(frame: Outgoing, at: Instant = new Date().toISOString()): void {
    this.outbox.add(frame, at);
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

  /** Says something about a call to another user's devices, if the connection is open: signals are not kept for later. */
  signal(to: Uuid, call: Uuid, data: unknown): boolean {
    return this.connection.send({ type: 'signal', to, call, data });
  }

  status(status: 'online' | 'away'): void {
    this.availability = status;
    this.connection.send({ type: 'status', status });
  }

  private onState(state: ConnectionState): void {
    if (state.is === 'open') this.user = state.user;
    this.emit({ type: 'connection', state });
    if (state.is === 'open') return;
    this.turn.leave();
    this.catchUp.disconnected();
  }

  private onFrame(frame: ServerFrame): void {
    switch (frame.type) {
      case 'welcome':
        return this.onWelcome();
      case 'event':
        return this.onEvent(frame.event);
      case 'synced':
        return this.catchUp.onSynced(frame);
      case 'heads':
        return this.onHeads(frame.heads);
      case 'ack':
        if (this.outbox.settled(frame.id)) this.emit({ type: 'acked', id: frame.id });
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
      case 'signal':
        return this.emit(frame);
      case 'goodbye':
      case 'pong':
        return;
    }
  }

  /** The order of the contract: first what we lack, then again what was not acknowledged. */
  private onWelcome(): void {
    if (this.seeded) this.askAll();
    this.turn.seek(() => {
      void this.outbox.load();
      this.outbox.reconnected();
    });
    this.marks.reconnected();
    if (this.watched.length > 0) this.connection.send({ type: 'watch', users: this.watched });
    if (this.availability !== 'online') this.connection.send({ type: 'status', status: this.availability });
  }

  private onEvent(event: ChatEvent): void {
    if (this.catchUp.follows(event.conversation)) this.catchUp.onEvent(event);
    else this.keepForLater(event);
  }

  private onHeads(heads: Record<Uuid, number>): void {
    for (const [conversation, seq] of Object.entries(heads)) {
      if (this.catchUp.follows(conversation)) this.catchUp.onHead(conversation, seq);
      else if (this.seeded) this.announceUnknown(conversation);
    }
  }

  private onError(frame: Extract<ServerFrame, { type: 'error' }>): void {
    if (frame.id !== undefined)
      return this.outbox.refused(frame.id, { code: frame.code, message: frame.message }, frame.retryAfter);
    if (frame.conversation !== undefined) this.marks.refused(frame.conversation);
    else if (frame.code === 'unavailable' || frame.code === 'rate_limited')
      this.catchUp.onUnavailable(frame.retryAfter ?? ASK_AGAIN_AFTER);
  }

  private onMark(frame: { type: 'read' | 'delivered'; conversation: Uuid; user: Uuid; seq: number }): void {
    if (frame.user !== this.user) return;
    this.marks.confirmed(frame.type === 'read' ? 'read' : 'received', frame.conversation, frame.seq);
  }

  private deliver(conversation: Uuid, events: readonly ChatEvent[]): void {
    const me = this.user;
    let foreign = 0;
    for (const event of events) {
      if (event.kind !== 'void' && event.sender === me && event.id) this.outbox.settled(event.id);
      if (event.kind !== 'void' && event.sender !== me) foreign = event.seq;
      this.emit({ type: 'event', event });
    }
    if (foreign > 0) this.marks.move('received', conversation, foreign);
  }

  private enter(conversation: Uuid, lastSeq: number): void {
    this.left.delete(conversation);
    this.catchUp.enter(conversation, lastSeq);
    const kept = this.unknown.get(conversation) ?? [];
    this.unknown.delete(conversation);
    for (const event of kept) this.catchUp.onEvent(event);
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

  private askAll(): void {
    for (const id of this.unknown.keys()) {
      if (!this.catchUp.follows(id)) this.emit({ type: 'unknown', conversation: id });
    }
    this.catchUp.askAll();
  }

  private emit(notice: Notice): void {
    for (const listener of this.listeners) listener(notice);
  }
}
