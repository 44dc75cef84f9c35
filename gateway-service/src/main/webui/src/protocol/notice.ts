import type { ConnectionState } from './connectionState';
import type { ChatEvent, ServerFrame, Uuid } from './frames';
import type { Kept, Refusal } from './outboxStore';

/** What the client tells whoever shows the chat. */
export type Notice =
  | { readonly type: 'connection'; readonly state: ConnectionState }
  /** By seq, each once, without gaps. A void is told too, as it moves the conversation's last seq. */
  | { readonly type: 'event'; readonly event: ChatEvent }
  /** Waits in the outbox though it was not written here: left by an earlier life, or by another client of the same store. */
  | { readonly type: 'found'; readonly kept: Kept }
  | { readonly type: 'acked'; readonly id: Uuid }
  /** Final: nothing of it was kept, and it is not sent again by itself. */
  | { readonly type: 'refused'; readonly id: Uuid; readonly refusal: Refusal }
  /** Its author let go of it in another client of the same store. */
  | { readonly type: 'discarded'; readonly id: Uuid }
  /** There are events of a conversation nobody has told us of: look it up, then `follow` it (or `forget` it). */
  | { readonly type: 'unknown'; readonly conversation: Uuid }
  | Extract<ServerFrame, { type: 'read' | 'delivered' | 'typing' | 'presence' | 'conversation' | 'signal' }>;
