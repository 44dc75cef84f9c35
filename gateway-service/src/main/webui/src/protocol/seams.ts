import type { History } from './catchUp';
import type { ConnectionTiming } from './connectionState';
import type { OutboxStore, Turn } from './outboxStore';
import type { SocketFactory } from './socket';
import type { TokenSource } from './tokens';

/** What a client needs of the world around it. */
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
