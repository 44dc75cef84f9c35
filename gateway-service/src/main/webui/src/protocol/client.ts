import { CatchUp } from './catchUp';
import { Connection } from './connection';
import type { ConnectionState } from './connectionState';
import type { ChatEvent, Instant, Outgoing, ServerFrame, Uuid } from './frames';
import { Marks } from './marks';
import type { Notice } from './notice';
import { Outbox } from './outbox';
import { MemoryOutboxStore, OnlyTurn, type Turn } from './outboxStore';
import type { ClientSeams } from './seams';
import { Standing } from './standing';
import { Strangers } from './strangers';

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
  private readonly strangers: Strangers;
  private readonly standing: Standing;
  private readonly listeners = new Set<(notice: Notice) => void>();
  private seeded = false;
  private user: Uuid | undefined;

  constructor(seams: ClientSeams) {
    const random = seams.random ?? Math.random;
    this.connection = new Connection(
      { url: seams.url, tokens: seams.tokens, dial: seams.dial, timing: seams.timing, random },
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
    this.standing = new Standing(frame => this.connection.send(frame));
    this.strangers = new Strangers(conversation => {
      if (this.seeded) this.emit({ type: 'unknown', conversation });
    });
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
    this.strangers.leave(conversation);
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

  /** Everything up to here is on this device; for what came by another way than the socket. */
  received(conversation: Uuid, seq: number): void {
    this.marks.move('received', conversation, seq);
  }

  read(conversation: Uuid, seq: number): void {
    this.marks.move('read', conversation, seq);
  }

  /** The user is writing; told to the others at most every few seconds. */
  typing(conversation: Uuid): void {
    this.standing.typing(conversation);
  }

  /** Whose presence is told from now on, instead of those before. */
  watch(users: readonly Uuid[]): void {
    this.standing.watch(users);
  }

  /** Says something about a call to another user's devices, if the connection is open: signals are not kept for later. */
  signal(to: Uuid, call: Uuid, data: unknown): boolean {
    return this.connection.send({ type: 'signal', to, call, data });
  }

  status(status: 'online' | 'away'): void {
    this.standing.is(status);
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
        if (this.catchUp.follows(frame.event.conversation)) this.catchUp.onEvent(frame.event);
        else this.strangers.onEvent(frame.event);
        return;
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
        if (frame.user === this.user)
          this.marks.confirmed(frame.type === 'read' ? 'read' : 'received', frame.conversation, frame.seq);
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
    this.standing.reconnected();
  }

  private onHeads(heads: Record<Uuid, number>): void {
    for (const [conversation, seq] of Object.entries(heads)) {
      if (this.catchUp.follows(conversation)) this.catchUp.onHead(conversation, seq);
      else if (this.seeded) this.strangers.meet(conversation);
    }
  }

  private onError(frame: Extract<ServerFrame, { type: 'error' }>): void {
    if (frame.id !== undefined)
      return this.outbox.refused(frame.id, { code: frame.code, message: frame.message }, frame.retryAfter);
    if (frame.conversation !== undefined) this.marks.refused(frame.conversation);
    else if (frame.code === 'unavailable' || frame.code === 'rate_limited')
      this.catchUp.onUnavailable(frame.retryAfter ?? ASK_AGAIN_AFTER);
  }

  private deliver(conversation: Uuid, events: readonly ChatEvent[]): void {
    const me = this.user;
    for (const event of events) {
      if (event.kind !== 'void' && event.sender === me && event.id) this.outbox.settled(event.id);
      this.emit({ type: 'event', event });
    }
    const foreign = events.findLast(event => event.kind !== 'void' && event.sender !== me);
    if (foreign) this.received(conversation, foreign.seq);
  }

  private enter(conversation: Uuid, lastSeq: number): void {
    this.catchUp.enter(conversation, lastSeq);
    for (const event of this.strangers.enter(conversation)) this.catchUp.onEvent(event);
  }

  private askAll(): void {
    this.strangers.announceAll();
    this.catchUp.askAll();
  }

  private emit(notice: Notice): void {
    for (const listener of this.listeners) listener(notice);
  }
}
