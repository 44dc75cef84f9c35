import type { ClientFrame, Uuid } from './frames';
import type { Socket } from './socket';
import type { AccessToken, TokenSource } from './tokens';

/** For tests: the server's end of the `WebSocket` seam. It answers nothing by itself; the test says what it does. */
export class FakeServer {
  readonly sockets: FakeSocket[] = [];

  readonly dial = (url: string, protocols: string[]): Socket => {
    const socket = new FakeSocket(url, protocols);
    this.sockets.push(socket);
    return socket;
  };

  /** The newest socket. */
  get line(): FakeSocket {
    const socket = this.sockets.at(-1);
    if (!socket) throw new Error('nobody has dialled');
    return socket;
  }

  welcome(): FakeSocket {
    this.line.say({ type: 'welcome', user: ME, session: 's', heartbeat: 30, limits: {} });
    return this.line;
  }
}

export const ME: Uuid = 'me';

export class FakeSocket implements Socket {
  onmessage: Socket['onmessage'] = null;
  onclose: Socket['onclose'] = null;
  readonly heard: ClientFrame[] = [];
  closed = false;

  readonly url: string;
  readonly protocols: string[];

  constructor(url: string, protocols: string[]) {
    this.url = url;
    this.protocols = protocols;
  }

  send(text: string): void {
    this.heard.push(JSON.parse(text) as ClientFrame);
  }

  close(): void {
    this.closed = true;
  }

  /** The server sends a frame. */
  say(frame: object): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }

  /** The line is cut, or the server closes it. */
  cut(code = 1006): void {
    this.closed = true;
    this.onclose?.({ code });
  }

  /** The frames of a type that this socket's server heard. */
  of<T extends ClientFrame['type']>(type: T): Extract<ClientFrame, { type: T }>[] {
    return this.heard.filter(frame => frame.type === type) as Extract<ClientFrame, { type: T }>[];
  }
}

/** For tests: tokens that are called `token-1`, `token-2` and so on, ten minutes each. */
export class FakeTokens implements TokenSource {
  renewals = 0;
  outcome: 'fresh' | 'ended' | 'unreachable' = 'fresh';
  private token: AccessToken | undefined;

  current(): AccessToken | undefined {
    return this.token;
  }

  renew(): Promise<AccessToken | 'ended'> {
    this.renewals++;
    if (this.outcome === 'unreachable') return Promise.reject(new Error('no network'));
    if (this.outcome === 'ended') return Promise.resolve('ended');
    this.token = { value: `token-${this.renewals}`, expiresAt: Date.now() + 600_000 };
    return Promise.resolve(this.token);
  }
}
