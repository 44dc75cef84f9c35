/** The frames of the public contract (docs/protocol.md), and the one place where bytes from the server become types. */

export type Uuid = string;
export type Instant = string;
export type Role = 'owner' | 'admin' | 'member';
export type PresenceStatus = 'online' | 'away' | 'offline';

interface EventBase {
  readonly conversation: Uuid;
  readonly seq: number;
  readonly sender: Uuid;
  readonly id?: Uuid;
  readonly at: Instant;
}

/** What later events made of a message; only in answers of history, where it is already applied. */
export interface MessageState {
  readonly text?: string;
  readonly editedAt?: Instant;
  readonly deleted?: boolean;
  readonly reactions?: readonly { readonly emoji: string; readonly users: readonly Uuid[] }[];
}

export interface MessageEvent extends EventBase {
  readonly kind: 'message';
  readonly text: string;
  readonly replyTo?: number;
  readonly state?: MessageState;
}
export interface EditEvent extends EventBase {
  readonly kind: 'edit';
  readonly target: number;
  readonly text: string;
}
export interface DeleteEvent extends EventBase {
  readonly kind: 'delete';
  readonly target: number;
}
export interface ReactionEvent extends EventBase {
  readonly kind: 'reaction';
  readonly target: number;
  readonly emoji: string;
  readonly removed: boolean;
}
export interface MemberAddedEvent extends EventBase {
  readonly kind: 'memberAdded';
  readonly user: Uuid;
  readonly role: Role;
}
export interface MemberRemovedEvent extends EventBase {
  readonly kind: 'memberRemoved';
  readonly user: Uuid;
}
export interface RoleChangedEvent extends EventBase {
  readonly kind: 'roleChanged';
  readonly user: Uuid;
  readonly role: Role;
}
export interface TitleChangedEvent extends EventBase {
  readonly kind: 'titleChanged';
  readonly title: string;
}
export interface CallEvent extends EventBase {
  readonly kind: 'call';
  readonly call: Uuid;
  readonly outcome: 'answered' | 'missed' | 'declined';
  readonly seconds: number;
  /** Who called; absent if that is the sender, who reported it. */
  readonly caller?: Uuid;
}
/** A place with nothing in it: counted, and otherwise ignored. Kinds we do not know are read as this one too. */
export interface VoidEvent {
  readonly kind: 'void';
  readonly conversation: Uuid;
  readonly seq: number;
}

export type SystemEvent =
  MemberAddedEvent | MemberRemovedEvent | RoleChangedEvent | TitleChangedEvent | CallEvent;
export type ChatEvent = MessageEvent | EditEvent | DeleteEvent | ReactionEvent | SystemEvent | VoidEvent;

/** A frame that the server answers with `ack` or `error`, and that may be sent again under its id. */
export type Outgoing =
  | { type: 'send'; id: Uuid; conversation: Uuid; text: string; replyTo?: number }
  | { type: 'edit'; id: Uuid; conversation: Uuid; target: number; text: string }
  | { type: 'delete'; id: Uuid; conversation: Uuid; target: number }
  | { type: 'react'; id: Uuid; conversation: Uuid; target: number; emoji: string; remove?: boolean };

export type ClientFrame =
  | Outgoing
  | { type: 'received'; conversation: Uuid; seq: number }
  | { type: 'read'; conversation: Uuid; seq: number }
  | { type: 'typing'; conversation: Uuid }
  | { type: 'sync'; cursors: Record<Uuid, number>; complete?: boolean }
  | { type: 'watch'; users: readonly Uuid[] }
  | { type: 'status'; status: 'online' | 'away' }
  | { type: 'signal'; to: Uuid; call: Uuid; data: unknown }
  | { type: 'token'; accessToken: string }
  | { type: 'ping'; id?: string };

export type ErrorCode =
  | 'bad_frame'
  | 'too_large'
  | 'not_member'
  | 'not_found'
  | 'forbidden'
  | 'rate_limited'
  | 'unavailable'
  | 'unknown_type';

export interface ConversationNotice {
  readonly type: 'conversation';
  readonly change: 'added' | 'removed' | 'updated';
  readonly conversation: { readonly id: Uuid; readonly title?: string };
}

export type ServerFrame =
  | { type: 'welcome'; user: Uuid; session: Uuid }
  | { type: 'ack'; id: Uuid; conversation: Uuid; at: Instant }
  | { type: 'event'; event: ChatEvent }
  | { type: 'synced'; conversation: Uuid; from: number; to: number; more: boolean }
  | { type: 'heads'; heads: Record<Uuid, number> }
  | { type: 'read' | 'delivered'; conversation: Uuid; user: Uuid; seq: number }
  | { type: 'typing'; conversation: Uuid; user: Uuid }
  | { type: 'presence'; user: Uuid; status: PresenceStatus; lastSeen?: Instant }
  | ConversationNotice
  | { type: 'signal'; from: Uuid; call: Uuid; data: unknown }
  | { type: 'goodbye'; after: number }
  | { type: 'error'; id?: Uuid; conversation?: Uuid; code: ErrorCode; message: string; retryAfter?: number }
  | { type: 'pong'; id?: string };

const SERVER_TYPES: ReadonlySet<string> = new Set<ServerFrame['type']>([
  'welcome',
  'ack',
  'event',
  'synced',
  'heads',
  'read',
  'delivered',
  'typing',
  'presence',
  'conversation',
  'signal',
  'goodbye',
  'error',
  'pong',
]);

const KINDS: ReadonlySet<string> = new Set<ChatEvent['kind']>([
  'message',
  'edit',
  'delete',
  'reaction',
  'memberAdded',
  'memberRemoved',
  'roleChanged',
  'titleChanged',
  'call',
]);

/** Reads a frame; undefined if it is none, or of a type that we do not know: both are ignored. */
export function parseServerFrame(text: string): ServerFrame | undefined {
  let frame: unknown;
  try {
    frame = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(frame) || typeof frame['type'] !== 'string' || !SERVER_TYPES.has(frame['type'])) {
    return undefined;
  }
  if (frame['type'] !== 'event') return frame as ServerFrame;
  const event = toEvent(frame);
  return event && { type: 'event', event };
}

/** Reads an event as it stands in a frame or in an answer of history. An unknown kind still counts: it is a void to us. */
export function toEvent(value: unknown): ChatEvent | undefined {
  if (!isObject(value)) return undefined;
  const { conversation, seq, kind } = value;
  if (typeof conversation !== 'string' || typeof seq !== 'number' || typeof kind !== 'string')
    return undefined;
  return KINDS.has(kind) ? (value as unknown as ChatEvent) : { kind: 'void', conversation, seq };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
