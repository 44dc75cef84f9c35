/** The client side of Parley's public contract. Depends on nothing but `WebSocket` and timers. */
export * from './frames';
export type { ConnectionState, Socket, SocketFactory } from './connection';
export { type ClientSeams, type History, type Notice, ParleyClient } from './client';
export { MemoryOutboxStore, type OutboxStore } from './outbox';
export type { AccessToken, TokenSource } from './tokens';
