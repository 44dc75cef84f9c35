import type { ClientFrame, Uuid } from './frames';

const WATCHED = 200;
const TYPING_EVERY = 3_000;

/** What the user does just now and whom he watches: told when it changes, and again to each new connection. */
export class Standing {
  private readonly transmit: (frame: ClientFrame) => boolean;
  private readonly typedAt = new Map<Uuid, number>();
  private watched: readonly Uuid[] = [];
  private status: 'online' | 'away' = 'online';

  constructor(transmit: (frame: ClientFrame) => boolean) {
    this.transmit = transmit;
  }

  /** Told to the others at most every few seconds. */
  typing(conversation: Uuid): void {
    const now = Date.now();
    if (now - (this.typedAt.get(conversation) ?? -Infinity) < TYPING_EVERY) return;
    if (this.transmit({ type: 'typing', conversation })) this.typedAt.set(conversation, now);
  }

  watch(users: readonly Uuid[]): void {
    this.watched = users.slice(0, WATCHED);
    this.transmit({ type: 'watch', users: this.watched });
  }

  is(status: 'online' | 'away'): void {
    this.status = status;
    this.transmit({ type: 'status', status });
  }

  reconnected(): void {
    if (this.watched.length > 0) this.transmit({ type: 'watch', users: this.watched });
    if (this.status !== 'online') this.transmit({ type: 'status', status: this.status });
  }
}
