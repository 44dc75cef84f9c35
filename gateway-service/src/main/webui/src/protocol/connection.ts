import { fullJitter } from './backoff';
import { type ConnectionState, type ConnectionTiming, DEFAULT_TIMING } from './connectionState';
import { type ClientFrame, parseServerFrame, type ServerFrame, type Uuid } from './frames';
import { Renewal } from './renewal';
import { dialBrowser, protocolsWith, type Socket, type SocketFactory } from './socket';
import { Timers } from './timers';
import type { AccessToken, TokenSource } from './tokens';

export interface ConnectionHandler {
  onState(state: ConnectionState): void;
  onFrame(frame: ServerFrame): void;
}

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
  private readonly renewal: Renewal;

  constructor(
    seams: {
      url: string;
      tokens: TokenSource;
      dial?: SocketFactory | undefined;
      timing?: ConnectionTiming | undefined;
      random: () => number;
    },
    handler: ConnectionHandler,
  ) {
    this.url = seams.url;
    this.tokens = seams.tokens;
    this.dial = seams.dial ?? dialBrowser;
    this.timing = seams.timing ?? DEFAULT_TIMING;
    this.random = seams.random;
    this.renewal = new Renewal(seams.tokens, this.timing, seams.random);
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
    const socket = this.dial(this.url, protocolsWith(token.value));
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
    this.renewal.start(token => this.renewed(token));
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

  private renewed(token: AccessToken | 'ended'): void {
    if (token === 'ended') this.end();
    else this.send({ type: 'token', accessToken: token.value });
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
    this.renewal.stop();
    socket?.close(code);
  }

  private become(state: ConnectionState): void {
    this.current = state;
    this.handler.onState(state);
  }
}
