import { create } from 'zustand';
import { ApiError, plainCall } from '../api/http';
import type { Session, User } from '../api/types';
import type { AccessToken } from '../protocol';
import { renewToken, setRefresh, setToken, tokenAtHand } from './tokens';

export type SessionState =
  /** Just loaded: we do not know yet. `waiting` says that the server does not answer. */
  | { readonly is: 'unknown'; readonly waiting: boolean }
  /** `ended`: by somebody else, not by the user here. */
  | { readonly is: 'out'; readonly ended: boolean }
  | { readonly is: 'in'; readonly user: User };

export const useSession = create<SessionState>(() => ({ is: 'unknown', waiting: false }));

/** Not a secret: only whether it is worth asking for the session that the cookie may stand for. */
const HINT = 'parley.session';
const RETRY = 3_000;

interface Shared {
  readonly user: User;
  readonly token: AccessToken;
}

const otherTabs = new BroadcastChannel('parley.session');

setRefresh(async () => {
  // What still asks after a log out must not log in again.
  const isOut = () => useSession.getState().is === 'out';
  if (isOut()) return 'ended';
  try {
    const session = await plainCall<Session>('/api/auth/refresh', { method: 'POST' });
    return isOut() ? 'ended' : take(session).token;
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401) throw error;
    if (!isOut()) leave(true);
    return 'ended';
  }
});

otherTabs.onmessage = ({ data }: { data: Shared | 'out' }) => {
  const state = useSession.getState();
  if (data === 'out') {
    if (state.is === 'in') leave(false);
  } else if (state.is === 'in' && state.user.id !== data.user.id) {
    // Somebody else logged in in another tab: this page's world is not theirs.
    location.reload();
  } else {
    setToken(data.token);
    if (state.is !== 'in') useSession.setState({ is: 'in', user: data.user }, true);
  }
};

/** Takes the session up that a reload interrupted, if there is one. */
export async function restore(): Promise<void> {
  if (localStorage.getItem(HINT) === null) return leave(false);
  try {
    const token = await renewToken();
    if (token === 'ended') leave(false);
  } catch {
    useSession.setState({ is: 'unknown', waiting: true }, true);
    setTimeout(() => void restore(), RETRY);
  }
}

export async function logIn(username: string, password: string): Promise<void> {
  take(await plainCall<Session>('/api/auth/login', { method: 'POST', body: { username, password } }));
}

export async function register(displayName: string, username: string, password: string): Promise<void> {
  const body = { username, password, displayName };
  take(await plainCall<Session>('/api/auth/register', { method: 'POST', body }));
}

/** The page lets go at once; whether the server hears of it changes nothing here. */
export async function logOut(): Promise<void> {
  const token = tokenAtHand() ?? (await renewToken().catch(() => undefined));
  leave(false);
  otherTabs.postMessage('out');
  if (token === undefined || token === 'ended') return;
  const value = typeof token === 'string' ? token : token.value;
  await plainCall<void>('/api/auth/logout', { method: 'POST' }, value).catch(() => undefined);
}

/** Nobody is left to be logged out. The socket may have been told before: then the page says that the session has ended, until now. */
export function accountDeleted(): void {
  leave(false);
  otherTabs.postMessage('out');
}

function take(session: Session): Shared {
  const token = { value: session.accessToken, expiresAt: Date.now() + session.expiresIn * 1000 };
  setToken(token);
  localStorage.setItem(HINT, '1');
  const state = useSession.getState();
  if (state.is !== 'in' || state.user.id !== session.user.id) {
    useSession.setState({ is: 'in', user: session.user }, true);
  }
  const shared = { user: session.user, token };
  share(shared);
  return shared;
}

function share(shared: Shared): void {
  otherTabs.postMessage(shared);
}

function leave(ended: boolean): void {
  setToken(undefined);
  localStorage.removeItem(HINT);
  useSession.setState({ is: 'out', ended }, true);
}
