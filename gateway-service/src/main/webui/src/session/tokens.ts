import type { AccessToken, TokenSource } from '../protocol';

/**
 * The access token of this page. It lives in memory only. Renewals of all tabs are made one after another, and shared: a refresh
 * token may be presented once, and presenting it twice ends the session.
 */
let token: AccessToken | undefined;
let renewal: Promise<AccessToken | 'ended'> | undefined;
let refresh: () => Promise<AccessToken | 'ended'> = () => Promise.resolve('ended');

/** With less than this left (milliseconds), a token from another tab is not worth taking. */
const WORTHWHILE = 120_000;

export function setRefresh(action: typeof refresh): void {
  refresh = action;
}

export function setToken(next: AccessToken | undefined): void {
  token = next;
}

/** The token, if it will live for a moment yet. */
export function tokenAtHand(): string | undefined {
  return token && token.expiresAt > Date.now() + 5_000 ? token.value : undefined;
}

export function renewToken(): Promise<AccessToken | 'ended'> {
  const known = token;
  renewal ??= alone(async () => {
    // Another tab may have renewed while we waited for our turn.
    if (token && token !== known && token.expiresAt > Date.now() + WORTHWHILE) return token;
    return refresh();
  }).finally(() => (renewal = undefined));
  return renewal;
}

export const tokens: TokenSource = { current: () => token, renew: renewToken };

/** Web Locks need a secure context; without them there is no other tab to wait for that we could know of. */
function alone<T>(action: () => Promise<T>): Promise<T> {
  const { locks } = (globalThis as { navigator?: { locks?: LockManager } }).navigator ?? {};
  return locks ? locks.request('parley.refresh', action) : action();
}
