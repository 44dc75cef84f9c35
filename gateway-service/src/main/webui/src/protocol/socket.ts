/** What we need of a `WebSocket`. */
export interface Socket {
  onmessage: ((event: { data: unknown }) => unknown) | null;
  onclose: ((event: { code: number }) => unknown) | null;
  send(text: string): void;
  close(code?: number): void;
}

export type SocketFactory = (url: string, protocols: string[]) => Socket;

const PROTOCOL = 'parley.v1';
/** Quarkus lifts this subprotocol into the header of the upgrade, as browsers cannot set headers there. */
const TOKEN_CARRIER = 'quarkus-http-upgrade#Authorization#Bearer ';

/** What a socket of this user is dialled with. */
export const protocolsWith = (accessToken: string): string[] => [
  PROTOCOL,
  encodeURIComponent(TOKEN_CARRIER + accessToken),
];

/** A browser's own. */
export const dialBrowser: SocketFactory = (url, protocols) =>
  new WebSocket(url, protocols) as unknown as Socket;
