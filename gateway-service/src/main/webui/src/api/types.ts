import type { ChatEvent, MessageEvent, Role, Uuid } from '../protocol';

export interface User {
  readonly id: Uuid;
  readonly username: string;
  readonly displayName: string;
  /** An https or data URL. */
  readonly avatar?: string;
  /** The account is deleted: neither name is anybody's. */
  readonly deleted?: boolean;
}

export interface Session {
  readonly user: User;
  readonly accessToken: string;
  /** Seconds. */
  readonly expiresIn: number;
}

export interface Member {
  readonly user: Uuid;
  readonly role: Role;
  readonly readSeq: number;
  readonly deliveredSeq: number;
}

export interface Conversation {
  readonly id: Uuid;
  readonly type: 'direct' | 'group';
  readonly title?: string;
  readonly members: readonly Member[];
  readonly lastSeq: number;
  readonly lastEvent?: ChatEvent;
  readonly unread: number;
  /** The reader wants no notifications of it. */
  readonly muted?: boolean;
  /** From this seq on the reader has marked it unread. */
  readonly unreadFrom?: number;
}

export interface EventPage {
  readonly events: readonly ChatEvent[];
  readonly from: number;
  readonly to: number;
}

/** `highlight`: the text, escaped, with `<mark>` around what was found. */
export type SearchHit = MessageEvent & { readonly highlight?: string };
