import { type Backoff, fullJitter } from './backoff';
import { type ClientFrame, parseServerFrame, type ServerFrame, type Uuid } from './frames';
import type { AccessToken, TokenSource } from './tokens';

/** What we need of a `WebSocket`. */
export interface Socket {
  onmessage: ((event: { data: unknown }) => unknown) | null;
  onclose: ((event: { code: number }) => unknown) | null;
  send(text: string): void;
  close(code?: number): void;
}

export type SocketFactory = (url: string, protocols: string[]) => Socket;

export type ConnectionState =
  | { readonly is: 'idle' }
  | { readonly is: 'connecting' }
  | { readonly is: 'open'; readonly user: Uuid }
  /** Cut off; the next attempt is made at `until` (milliseconds of the local clock). */
  | { readonly is: 'waiting'; readonly until: number }
  /** The session is over: nothing will be tried again. */
  | { readonly is: 'ended' };

export interface ConnectionHandler {
  onState(state: ConnectionState): void;
  onFrame(frame: ServerFrame): void;
}

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

const PROTOCOL = 'parley.v1';
/** Quarkus lifts this subprotocol into the header of the upgrade, as browsers cannot set headers there. */
const TOKEN_CARRIER = 'quarkus-http-upgrade#Authorization#Bearer ';

const TOKEN_ENDED = 4401;
const TOO_SLOW = 4408;
const FLOODING = 4429;
const GOING_AWAY = 1001;
/** Of every so many upgrades refused in a row, one is taken for a token the server does not like: it is renewed. */
const REFUSALS_TO_A_RENEWAL = 3;

/**
 * Keeps one socket open for as long as the session lasts: dials, waits with full jitter, honours `goodbye` slots, notices a dead
 * line, and renews the token on the open socket. It knows nothing of what the frames mean; `ParleyClient` does.
 */
export class Connection {
  private readonly url: string;
  private readonly tokens: TokenSource;
  private readonly dial: SocketFactory;
  private readonly handler: ConnectionHandler;
  private readonly timing: ConnectionTiming;
  private readonly random: () => number;

  private current: ConnectionState = { is: 'idle' };
  private socket: Socket | undefined;
  private attempt = 0;
  private refusals = 0;
  private tokenDoubted = false;
  private tokenRefusedAt = -Infinity;
  private slotEndsAt: number | undefined;
  private readonly timers = new Timers();

  constructor(
    seams: {
      url: string;
      tokens: TokenSource;
      dial: SocketFactory;
      timing?: ConnectionTiming;
      random?: () => number;
    },
    handler: ConnectionHandler,
  ) {
    this.url = seams.url;
    this.tokens = seams.tokens;
    this.dial = seams.dial;
    this.timing = seams.timing ?? DEFAULT_TIMING;
    this.random = seams.random ?? Math.random;
    this.handler = handler;
  }

  get state(): ConnectionState {
    return this.current;
  }

  start(): void {
    if (this.current.is === 'idle') void this.connect();
  }

  /** Lets go for good, without a word to the handler. */
  stop(): void {
    this.drop(1000);
    this.current = { is: 'idle' };
  }

  /** Something suggests that the network is back (or a sleeping device awake): try now, or make sure of the line. */
  wake(): void {
    if (this.current.is === 'waiting' && this.slotEndsAt === undefined) void this.connect();
    if (this.current.is === 'open') this.ping();
  }

  /** Something suggests that the network is gone: a line that does not answer soon is dead. */
  doubt(): void {
    if (this.current.is !== 'open') return;
    this.ping();
    this.timers.set('pong', this.timing.doubtFor, () => this.lost(4000));
  }

  /** Sends if the connection is open; says whether it did. True promises nothing: only an answer does. */
  send(frame: ClientFrame): boolean {
    if (this.current.is !== 'open' || !this.socket) return false;
    this.socket.send(JSON.stringify(frame));
    return true;
  }

  private async connect(): Promise<void> {
    this.drop();
    this.slotEndsAt = undefined;
    this.become({ is: 'connecting' });
    const attempt = this.current;
    const token = await this.usableToken();
    if (this.current !== attempt) return;
    if (token === 'ended') return this.end();
    if (token === undefined) return this.waitForNext();
    this.open(token);
  }

  private async usableToken(): Promise<AccessToken | 'ended' | undefined> {
    const token = this.tokens.current();
    if (!this.tokenDoubted && token && token.expiresAt > Date.now() + this.timing.pongWithin) return token;
    try {
      const fresh = await this.tokens.renew();
      this.tokenDoubted = false;
      return fresh;
    } catch {
      return undefined;
    }
  }

  private open(token: AccessToken): void {
    const socket = this.dial(this.url, [PROTOCOL, encodeURIComponent(TOKEN_CARRIER + token.value)]);
    this.socket = socket;
    this.timers.set('welcome', this.timing.welcomeWithin, () => this.lost(4000));
    socket.onmessage = ({ data }) => {
      if (socket === this.socket && typeof data === 'string') this.hear(data);
    };
    socket.onclose = ({ code }) => {
      if (socket === this.socket) this.lost(code);
    };
  }

  private hear(text: string): void {
    this.listen();
    const frame = parseServerFrame(text);
    if (!frame) return;
    if (frame.type === 'welcome') this.welcomed(frame.user);
    if (frame.type === 'goodbye') this.leaveIn(frame.after);
    this.handler.onFrame(frame);
  }

  private welcomed(user: Uuid): void {
    this.attempt = 0;
    this.refusals = 0;
    this.timers.clear('welcome');
    this.planRenewal();
    this.become({ is: 'open', user });
  }

  private leaveIn(after: number): void {
    this.slotEndsAt = Date.now() + after;
    // Normally the server closes long before; if it does not, we keep our slot all the same.
    this.timers.set('slot', after, () => void this.connect());
  }

  /** The socket is gone; the close code says what is the right thing to do next. */
  private lost(code: number): void {
    const welcomed = this.current.is === 'open';
    this.drop();
    if (code === TOKEN_ENDED) return this.tokenRefused();
    if (this.slotEndsAt !== undefined) return this.waitFor(Math.max(0, this.slotEndsAt - Date.now()));
    if (code === GOING_AWAY) return this.waitFor(this.random() * this.timing.goingAway);
    if (code === TOO_SLOW) return this.waitFor(this.random() * this.timing.backoff.base);
    if (code === FLOODING) this.attempt = Math.max(this.attempt, 4);
    // A refused upgrade looks to a browser like a server that is not there: now and then it is the token.
    if (!welcomed && ++this.refusals % REFUSALS_TO_A_RENEWAL === 0) this.tokenDoubted = true;
    this.waitForNext();
  }

  /** At once with a fresh token; but a server that refuses fresh ones too must not be asked in a tight loop. */
  private tokenRefused(): void {
    const again = Date.now() - this.tokenRefusedAt < this.timing.backoff.cap;
    this.tokenRefusedAt = Date.now();
    this.tokenDoubted = true;
    if (again) this.waitForNext();
    else void this.connect();
  }

  private waitForNext(): void {
    this.waitFor(fullJitter(this.attempt++, this.timing.backoff, this.random));
  }

  private waitFor(delay: number): void {
    this.become({ is: 'waiting', until: Date.now() + delay });
    this.timers.set('dial', delay, () => void this.connect());
  }

  private end(): void {
    this.drop();
    this.become({ is: 'ended' });
  }

  private planRenewal(): void {
    const token = this.tokens.current();
    if (!token) return;
    const life = token.expiresAt - Date.now();
    // Of a token shorter-lived than we plan for, half the life is used.
    const delay = Math.max(
      1000,
      life - this.timing.renewBefore > 0 ? life - this.timing.renewBefore : life / 2,
    );
    this.timers.set('renew', delay, () => void this.renew());
  }

  private async renew(): Promise<void> {
    const socket = this.socket;
    try {
      const token = await this.tokens.renew();
      if (socket !== this.socket) return;
      if (token === 'ended') return this.end();
      this.send({ type: 'token', accessToken: token.value });
      this.planRenewal();
    } catch {
      if (socket === this.socket) {
        this.timers.set(
          'renew',
          fullJitter(3, this.timing.backoff, this.random) + 1000,
          () => void this.renew(),
        );
      }
    }
  }

  private listen(): void {
    this.timers.clear('pong');
    this.timers.set('ping', this.timing.pingAfter, () => this.ping());
  }

  private ping(): void {
    this.send({ type: 'ping' });
    this.timers.set('pong', this.timing.pongWithin, () => this.lost(4000));
  }

  private drop(code?: number): void {
    const socket = this.socket;
    this.socket = undefined;
    this.timers.clearAll();
    socket?.close(code);
  }

  private become(state: ConnectionState): void {
    this.current = state;
    this.handler.onState(state);
  }
}

/** Timers by name: setting one again replaces it. */
class Timers {
  private readonly running = new Map<string, ReturnType<typeof setTimeout>>();

  set(name: string, delay: number, action: () => void): void {
    this.clear(name);
    this.running.set(name, setTimeout(action, delay));
  }

  clear(name: string): void {
    clearTimeout(this.running.get(name));
    this.running.delete(name);
  }

  clearAll(): void {
    for (const name of [...this.running.keys()]) this.clear(name);
  }
}
