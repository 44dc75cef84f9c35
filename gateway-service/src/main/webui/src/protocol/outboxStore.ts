import type { ErrorCode, Instant, Outgoing, Uuid } from './frames';

/** Why the server keeps nothing of a frame, for good. */
export interface Refusal {
  readonly code: ErrorCode;
  readonly message: string;
}

/** A frame that waits to be acknowledged, or was refused and waits for its author to try again or let go. */
export interface Kept {
  readonly frame: Outgoing;
  /** When it was written, by the local clock. */
  readonly at: Instant;
  readonly refusal?: Refusal;
}

/** Settled: the log has it. Discarded: its author let go of it. */
export type Removal = 'settled' | 'discarded';

export type StoreChange =
  { readonly is: 'put' } | { readonly is: 'removed'; readonly id: Uuid; readonly why: Removal };

/** Keeps what is not acknowledged yet. One that outlives its client may be shared by several (the tabs of one user). */
export interface OutboxStore {
  /** All that is kept, in the order in which it was first put. */
  all(): Promise<Kept[]>;
  /** Keeps it, in the place of what it had under the same id; resolves when it would outlive this client. */
  put(kept: Kept): Promise<void>;
  remove(id: Uuid, why: Removal): Promise<void>;
  /** Tells of changes that other clients of this store made. */
  subscribe(listener: (change: StoreChange) => void): () => void;
}

/** Decides which of the clients that share a store sends what is in it: ids make it safe, one at a time makes it orderly. */
export interface Turn {
  /** Whether it is ours now. */
  readonly mine: boolean;
  /** Waits for it; `granted` is called each time when it becomes ours. */
  seek(granted: () => void): void;
  /** Lets go of it, or of waiting for it. */
  leave(): void;
}

/** For as long as this client lives. */
export class MemoryOutboxStore implements OutboxStore {
  private readonly frames = new Map<Uuid, Kept>();

  all(): Promise<Kept[]> {
    return Promise.resolve([...this.frames.values()]);
  }

  put(kept: Kept): Promise<void> {
    this.frames.set(kept.frame.id, kept);
    return Promise.resolve();
  }

  remove(id: Uuid): Promise<void> {
    this.frames.delete(id);
    return Promise.resolve();
  }

  subscribe(): () => void {
    return () => undefined;
  }
}

/** Nobody to share with. */
export class OnlyTurn implements Turn {
  mine = false;

  seek(granted: () => void): void {
    this.mine = true;
    granted();
  }

  leave(): void {
    this.mine = false;
  }
}
