/** The client side of Parley's public contract. Depends on nothing but `WebSocket` and timers. */
export * from './frames';
export type { ConnectionState, Socket, SocketFactory } from './connection';
export type { History } from './catchUp';
export { type ClientSeams, type Notice, ParleyClient } from './client';
export * from './outboxStore';
export type { AccessToken, TokenSource } from './tokens';
