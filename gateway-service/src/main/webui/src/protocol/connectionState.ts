import type { Backoff } from './backoff';
import type { Uuid } from './frames';

export type ConnectionState =
  | { readonly is: 'idle' }
  | { readonly is: 'connecting' }
  | { readonly is: 'open'; readonly user: Uuid }
  /** Cut off; the next attempt is made at `until` (milliseconds of the local clock). */
  | { readonly is: 'waiting'; readonly until: number }
  /** The session is over: nothing will be tried again. */
  | { readonly is: 'ended' };

/** All in milliseconds. */
export interface ConnectionTiming {
  readonly backoff: Backoff;
  /** From the dial to `welcome`; then the attempt has failed. */
  readonly welcomeWithin: number;
  /** With nothing heard for this long, a `ping` is sent. */
  readonly pingAfter: number;
  /** And with nothing heard for this long after it, the socket is taken for dead. */
  readonly pongWithin: number;
  /** The same when something else says that the network is gone. */
  readonly doubtFor: number;
  /** A token is renewed this long before it expires. */
  readonly renewBefore: number;
  /** 1001 with no `goodbye` before it: reconnect after a random time up to this. */
  readonly goingAway: number;
}

export const DEFAULT_TIMING: ConnectionTiming = {
  backoff: { base: 1000, cap: 30_000 },
  welcomeWithin: 10_000,
  pingAfter: 25_000,
  pongWithin: 10_000,
  doubtFor: 2_000,
  renewBefore: 60_000,
  goingAway: 5_000,
};
