import type { History } from './catchUp';
import { FakeServer, type FakeSocket, ME } from './fakeServer';
import type { ChatEvent, ClientFrame, MessageEvent, Outgoing, Uuid } from './frames';

/** Numbers between 0 and 1 that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** More than this is missing: the socket refers to history. */
const SYNC_SENDS = 20;

/**
 * For tests: a server that keeps conversations and answers as the contract has it, or, while there is trouble, in the worst way that
 * the contract allows: it cuts lines, loses, repeats and reorders live events, leaves syncs and sends unanswered, and has no history.
 */
export class FakeChat extends FakeServer {
  trouble = true;
  readonly logs = new Map<Uuid, ChatEvent[]>();
  private readonly random: () => number;
  private readonly taken = new Map<Uuid, Set<Uuid>>();
  private readonly late: (() => void)[] = [];

  constructor(random: () => number, conversations: readonly Uuid[]) {
    super();
    this.random = random;
    for (const id of conversations) this.logs.set(id, []);
  }

  readonly history: History = {
    eventsAfter: (conversation, after, limit) => {
      if (this.happens(0.4)) return Promise.reject(new Error('history is down'));
      const events = this.log(conversation).slice(after, after + limit);
      return Promise.resolve({ events, to: after + events.length });
    },
  };

  log(conversation: Uuid): ChatEvent[] {
    const log = this.logs.get(conversation);
    if (!log) throw new Error(`no conversation ${conversation}`);
    return log;
  }

  /** Hears everything that came since the last time. */
  work(): void {
    const line = this.sockets.at(-1);
    if (!line || line.closed) return;
    if (!this.welcomed.has(line)) {
      if (this.happens(0.2)) return line.cut();
      this.welcomed.add(line);
      this.welcome();
    }
    for (const frame of line.heard.splice(0)) {
      if (!line.closed) this.hear(line, frame);
    }
  }
  private readonly welcomed = new Set<FakeSocket>();

  /** Somebody else writes. */
  write(conversation: Uuid, id: Uuid): void {
    this.keep({ type: 'send', id, conversation, text: `from bob: ${id}` }, 'bob');
  }

  /** Live events that were held back come now, the last ones first. */
  release(): void {
    for (const say of this.late.splice(0).reverse()) say();
  }

  cut(code = 1006): void {
    const line = this.sockets.at(-1);
    if (line && !line.closed) line.cut(code);
  }

  /** What a lost *last* event is found by. */
  tellHeads(): void {
    const heads = Object.fromEntries([...this.logs].map(([id, log]) => [id, log.length]));
    this.say({ type: 'heads', heads });
  }

  happens(probability: number): boolean {
    return this.trouble && this.random() < probability;
  }

  private hear(line: FakeSocket, frame: ClientFrame): void {
    switch (frame.type) {
      case 'ping':
        return line.say({ type: 'pong' });
      case 'sync':
        return this.sync(line, frame.cursors);
      case 'send':
      case 'edit':
      case 'delete':
      case 'react':
        return this.take(line, frame);
      default:
        return;
    }
  }

  private sync(line: FakeSocket, cursors: Record<Uuid, number>): void {
    if (this.happens(0.2)) return;
    for (const [conversation, cursor] of Object.entries(cursors)) {
      if (this.happens(0.1)) continue;
      if (this.happens(0.1)) {
        line.say({ type: 'error', code: 'unavailable', message: 'sync again', retryAfter: 1 });
        continue;
      }
      const missing = this.log(conversation).slice(cursor);
      const more = missing.length > SYNC_SENDS;
      for (const event of more ? [] : missing) {
        if (this.happens(0.02)) return line.cut();
        line.say({ ...event, type: 'event' });
      }
      const to = more ? cursor : cursor + missing.length;
      line.say({ type: 'synced', conversation, from: cursor + 1, to, more });
    }
  }

  /** A frame is kept or refused; its answer may be lost either way. */
  private take(line: FakeSocket, frame: Outgoing): void {
    const { id, conversation } = frame;
    if (this.happens(0.15)) return;
    if (this.happens(0.15)) return line.say({ type: 'error', id, code: 'unavailable', message: 'busy' });
    this.keep(frame, ME);
    if (this.happens(0.1)) return line.cut();
    if (!this.happens(0.15)) line.say({ type: 'ack', id, conversation, at: '2026-11-01T10:00:00.000Z' });
  }

  private keep(frame: Outgoing, sender: Uuid): void {
    const { conversation, id } = frame;
    const ids = this.taken.get(conversation) ?? new Set();
    this.taken.set(conversation, ids);
    // A repeat is known by its id; now and then it is not, and reaches the log a second time.
    const repeated = ids.has(id);
    if (repeated && !this.happens(0.3)) return;
    ids.add(id);
    const log = this.log(conversation);
    const event = eventOf(frame, sender, log.length + 1);
    log.push(event);
    this.publish(event);
  }

  private publish(event: ChatEvent): void {
    if (this.happens(0.15)) return;
    const say = () => this.say({ ...event, type: 'event' });
    if (this.happens(0.15)) return void this.late.push(say);
    say();
    if (this.happens(0.15)) say();
  }

  private say(frame: object): void {
    const line = this.sockets.at(-1);
    if (line && !line.closed && this.welcomed.has(line)) line.say(frame);
  }
}

function eventOf(frame: Outgoing, sender: Uuid, seq: number): ChatEvent {
  const { conversation, id } = frame;
  const base = { conversation, id, sender, seq, at: new Date(Date.UTC(2026, 10, 1) + seq).toISOString() };
  switch (frame.type) {
    case 'send':
      return { ...base, kind: 'message', text: frame.text } satisfies MessageEvent;
    case 'edit':
      return { ...base, kind: 'edit', target: frame.target, text: frame.text };
    case 'delete':
      return { ...base, kind: 'delete', target: frame.target };
    case 'react':
      return {
        ...base,
        kind: 'reaction',
        target: frame.target,
        emoji: frame.emoji,
        removed: frame.remove ?? false,
      };
  }
}
