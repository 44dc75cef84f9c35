import { type Backoff, fullJitter } from './backoff';
import type { ErrorCode, Instant, Outgoing, Uuid } from './frames';
import type { Kept, OutboxStore, Refusal, Removal } from './outboxStore';

/** In milliseconds, but for `window`: the frames under way at once, so that a long outbox does not run into the rate limit. */
export interface OutboxTiming {
  readonly backoff: Backoff;
  readonly ackWithin: number;
  readonly window: number;
  /** A frame that the server could not take this many times is given up, until its author tries again. */
  readonly attempts: number;
}

export const DEFAULT_OUTBOX: OutboxTiming = {
  backoff: { base: 1000, cap: 15_000 },
  ackWithin: 20_000,
  window: 16,
  attempts: 60,
};

/** What the outbox learns from its store, or tells of a frame that another client of the same store dealt with. */
export interface OutboxHandler {
  /** It is in the store and was not put there by us: left by an earlier life, or by another client of this store. */
  onFound(kept: Kept): void;
  onSettled(id: Uuid): void;
  onDiscarded(id: Uuid): void;
  onRefused(id: Uuid, refusal: Refusal): void;
}

interface Entry {
  kept: Kept;
  underWay: boolean;
  attempts: number;
}

/** Refusals that may end if the same frame is sent again. */
const PASSING: ReadonlySet<ErrorCode> = new Set(['unavailable', 'rate_limited']);

/**
 * Sends frames until each is acknowledged or refused for good, always under the same id: an id makes at most one event, so sending
 * again is safe. Of each conversation one frame is under way at a time, so that none overtakes another, whatever is refused or lost.
 * Nothing is given up for want of a connection. Clients that share a store know of each other's frames; `transmit` says no in all
 * of them but the one whose turn it is.
 */
export class Outbox {
  private readonly entries = new Map<Uuid, Entry>();
  private readonly store: OutboxStore;
  private readonly transmit: (frame: Outgoing) => boolean;
  private readonly handler: OutboxHandler;
  private readonly timing: OutboxTiming;
  private readonly random: () => number;
  private readonly unsubscribe: () => void;
  private pause: ReturnType<typeof setTimeout> | undefined;
  private deadline: ReturnType<typeof setTimeout> | undefined;
  private stopped = false;
  /** What is in the store no longer, though an answer that is on its way from there may still have it. */
  private readonly gone = new Set<Uuid>();

  constructor(
    store: OutboxStore,
    transmit: (frame: Outgoing) => boolean,
    handler: OutboxHandler,
    timing: OutboxTiming = DEFAULT_OUTBOX,
    random: () => number = Math.random,
  ) {
    this.store = store;
    this.transmit = transmit;
    this.handler = handler;
    this.timing = timing;
    this.random = random;
    this.unsubscribe = store.subscribe(change => {
      if (change.is === 'put') void this.load();
      else this.removedElsewhere(change.id, change.why);
    });
  }

  /** How many frames wait for their acknowledgement. */
  get waiting(): number {
    return [...this.entries.values()].filter(entry => !entry.kept.refusal).length;
  }

  /** Takes up what is in the store: left behind by an earlier life of this client, or put there by another one. */
  async load(): Promise<void> {
    const all = await this.store.all().catch(() => []);
    if (this.stopped) return;
    for (const kept of all) this.found(kept);
    this.inOrder(all);
    this.flush();
  }

  add(frame: Outgoing, at: Instant): void {
    this.keep({ frame, at });
    this.flush();
  }

  /** The log has it (an `ack`, or the event itself). Answers whether it was still waiting here. */
  settled(id: Uuid): boolean {
    const waiting = this.remove(id, 'settled');
    this.flush();
    return waiting;
  }

  /** The server kept nothing of it. Unless that is final, it is sent again by itself. */
  refused(id: Uuid, refusal: Refusal, retryAfter?: number): void {
    const entry = this.entries.get(id);
    if (!entry) return;
    entry.underWay = false;
    if (PASSING.has(refusal.code) && ++entry.attempts < this.timing.attempts) {
      const wait = retryAfter
        ? retryAfter * 1000
        : fullJitter(entry.attempts, this.timing.backoff, this.random);
      return this.pauseFor(wait);
    }
    this.keep({ ...entry.kept, refusal });
    this.handler.onRefused(id, refusal);
    this.flush();
  }

  /** Sends a refused frame again, under the same id. */
  retry(id: Uuid): void {
    const entry = this.entries.get(id);
    if (!entry?.kept.refusal) return;
    this.entries.delete(id);
    this.add(entry.kept.frame, entry.kept.at);
  }

  discard(id: Uuid): void {
    this.remove(id, 'discarded');
    this.flush();
  }

  /** A new socket, or now our turn: whatever was under way may be lost, and all of it is sent again. */
  reconnected(): void {
    clearTimeout(this.pause);
    this.pause = undefined;
    for (const entry of this.entries.values()) entry.underWay = false;
    this.flush();
  }

  stop(): void {
    this.stopped = true;
    this.unsubscribe();
    clearTimeout(this.pause);
    clearTimeout(this.deadline);
  }

  private keep(kept: Kept): void {
    this.gone.delete(kept.frame.id);
    this.entries.set(kept.frame.id, { kept, underWay: false, attempts: 0 });
    // A store that cannot keep it (a full disk) must not stop it from being sent.
    this.store.put(kept).catch(() => undefined);
  }

  private remove(id: Uuid, why: Removal): boolean {
    const entry = this.entries.get(id);
    if (!entry) return false;
    this.entries.delete(id);
    this.gone.add(id);
    this.store.remove(id, why).catch(() => undefined);
    return true;
  }

  private found(kept: Kept): void {
    const { id } = kept.frame;
    if (this.gone.has(id)) return;
    const known = this.entries.get(id);
    const same = known && (known.kept.refusal === undefined) === (kept.refusal === undefined);
    if (same) return;
    // Its state is what the store says, as another client may have had it refused, or tried it again.
    this.entries.set(id, { kept, underWay: false, attempts: 0 });
    if (!known || !kept.refusal) this.handler.onFound(kept);
    if (kept.refusal) this.handler.onRefused(id, kept.refusal);
  }

  /** The store's order counts; what it does not have yet is the newest. */
  private inOrder(all: readonly Kept[]): void {
    const rest = new Map(this.entries);
    this.entries.clear();
    for (const { frame } of all) {
      const entry = rest.get(frame.id);
      if (entry) this.entries.set(frame.id, entry);
      rest.delete(frame.id);
    }
    for (const [id, entry] of rest) this.entries.set(id, entry);
  }

  private removedElsewhere(id: Uuid, why: Removal): void {
    this.gone.add(id);
    if (!this.entries.delete(id)) return;
    if (why === 'settled') this.handler.onSettled(id);
    else this.handler.onDiscarded(id);
    this.flush();
  }

  private flush(): void {
    if (this.pause !== undefined || this.stopped) return;
    const waiting = [...this.entries.values()].filter(entry => !entry.kept.refusal);
    const busy = new Set<Uuid>();
    let free = this.timing.window - waiting.filter(entry => entry.underWay).length;
    for (const entry of waiting) {
      const { conversation } = entry.kept.frame;
      const first = !busy.has(conversation);
      busy.add(conversation);
      if (entry.underWay || !first) continue;
      if (free <= 0 || !this.transmit(entry.kept.frame)) break;
      entry.underWay = true;
      free--;
    }
    this.watch();
  }

  /** Holds the later frames back too while one has to wait: they keep their order. */
  private pauseFor(delay: number): void {
    if (this.pause !== undefined) return;
    this.pause = setTimeout(() => {
      this.pause = undefined;
      this.flush();
    }, delay);
  }

  /** An answer that does not come on an open socket: ask again. */
  private watch(): void {
    clearTimeout(this.deadline);
    if (![...this.entries.values()].some(entry => entry.underWay)) return;
    this.deadline = setTimeout(() => this.reconnected(), this.timing.ackWithin);
  }
}
