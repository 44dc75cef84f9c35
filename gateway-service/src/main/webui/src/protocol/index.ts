/** The client side of Parley's public contract. Depends on nothing but `WebSocket` and timers. */
export * from './frames';
export type { ConnectionState } from './connectionState';
export type { Socket, SocketFactory } from './socket';
export type { History } from './catchUp';
export { ParleyClient } from './client';
export type { ClientSeams } from './seams';
export type { Notice } from './notice';
export * from './outboxStore';
export type { AccessToken, TokenSource } from './tokens';
