import { type Backoff, fullJitter } from './backoff';
import type { ErrorCode, Outgoing, Uuid } from './frames';

/** Keeps what is not acknowledged yet. In memory here; one in IndexedDB would let it outlive the tab. */
export interface OutboxStore {
  /** All that is kept, in the order in which it was put. */
  all(): Promise<Outgoing[]>;
  put(frame: Outgoing): Promise<void>;
  remove(id: Uuid): Promise<void>;
}

export class MemoryOutboxStore implements OutboxStore {
  private readonly frames = new Map<Uuid, Outgoing>();

  all(): Promise<Outgoing[]> {
    return Promise.resolve([...this.frames.values()]);
  }

  put(frame: Outgoing): Promise<void> {
    this.frames.set(frame.id, frame);
    return Promise.resolve();
  }

  remove(id: Uuid): Promise<void> {
    this.frames.delete(id);
    return Promise.resolve();
  }
}

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
  attempts: 8,
};

interface Entry {
  readonly frame: Outgoing;
  underWay: boolean;
  attempts: number;
}

/** Refusals that may end if the same frame is sent again. */
const PASSING: ReadonlySet<ErrorCode> = new Set(['unavailable', 'rate_limited']);

/**
 * Sends frames until each is acknowledged or refused for good, in order, always under the same id: an id makes at most one event,
 * so sending again is safe. Nothing is given up for want of a connection.
 */
export class Outbox {
  private readonly entries = new Map<Uuid, Entry>();
  private readonly failed = new Map<Uuid, Outgoing>();
  private readonly store: OutboxStore;
  private readonly transmit: (frame: Outgoing) => boolean;
  private readonly timing: OutboxTiming;
  private readonly random: () => number;
  private pause: ReturnType<typeof setTimeout> | undefined;
  private deadline: ReturnType<typeof setTimeout> | undefined;

  constructor(
    store: OutboxStore,
    transmit: (frame: Outgoing) => boolean,
    timing: OutboxTiming = DEFAULT_OUTBOX,
    random: () => number = Math.random,
  ) {
    this.store = store;
    this.transmit = transmit;
    this.timing = timing;
    this.random = random;
  }

  /** How many frames wait for their acknowledgement. */
  get waiting(): number {
    return this.entries.size;
  }

  /** Takes up what an earlier life of this client left behind; answers it. */
  async load(): Promise<Outgoing[]> {
    const left = await this.store.all();
    for (const frame of left) {
      if (!this.entries.has(frame.id)) this.entries.set(frame.id, { frame, underWay: false, attempts: 0 });
    }
    this.flush();
    return left;
  }

  add(frame: Outgoing): void {
    this.entries.set(frame.id, { frame, underWay: false, attempts: 0 });
    void this.store.put(frame);
    this.flush();
  }

  /** The log has it (an `ack`, or the event itself). Answers whether it was still waiting here. */
  settled(id: Uuid): boolean {
    const waiting = this.entries.delete(id) || this.failed.delete(id);
    if (waiting) void this.store.remove(id);
    this.flush();
    return waiting;
  }

  /** The server kept nothing of it. Answers whether that is final; otherwise it is sent again by itself. */
  refused(id: Uuid, code: ErrorCode, retryAfter?: number): boolean {
    const entry = this.entries.get(id);
    if (!entry) return false;
    entry.underWay = false;
    if (PASSING.has(code) && ++entry.attempts < this.timing.attempts) {
      this.pauseFor(
        retryAfter ? retryAfter * 1000 : fullJitter(entry.attempts, this.timing.backoff, this.random),
      );
      return false;
    }
    this.entries.delete(id);
    this.failed.set(id, entry.frame);
    void this.store.remove(id);
    this.flush();
    return true;
  }

  /** Sends a refused frame again, under the same id. */
  retry(id: Uuid): void {
    const frame = this.failed.get(id);
    this.failed.delete(id);
    if (frame) this.add(frame);
  }

  discard(id: Uuid): void {
    this.failed.delete(id);
    this.settled(id);
  }

  /** A new socket: whatever was under way on the last one may be lost, and all of it is sent again. */
  reconnected(): void {
    clearTimeout(this.pause);
    this.pause = undefined;
    for (const entry of this.entries.values()) entry.underWay = false;
    this.flush();
  }

  stop(): void {
    clearTimeout(this.pause);
    clearTimeout(this.deadline);
  }

  private flush(): void {
    if (this.pause !== undefined) return;
    let free = this.timing.window;
    for (const entry of this.entries.values()) {
      if (entry.underWay) free--;
    }
    for (const entry of this.entries.values()) {
      if (free <= 0) break;
      if (entry.underWay) continue;
      if (!this.transmit(entry.frame)) break;
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
