import { create } from 'zustand';
import type { Conversation } from '../api/types';
import type { ChatEvent, ConnectionState, Instant, Outgoing, PresenceStatus, Uuid } from '../protocol';
import { merged, moved, readSeqOf, unmarked, unreadAfter, withEvent } from './conversationState';
import { append, emptyTimeline, LONGEST, type Timeline } from './timeline';

/** What we have written (a message, or a change to one) and is not in the log yet, as far as we know. */
export interface Pending {
  readonly frame: Outgoing;
  readonly at: Instant;
  readonly state: 'sending' | 'sent' | 'failed';
  readonly reason?: string;
}

export interface Presence {
  readonly status: PresenceStatus;
  readonly lastSeen?: Instant;
}

export interface ChatState {
  readonly me: Uuid;
  readonly connection: ConnectionState;
  /** Whether the first connection has stood yet: before that, not being connected is no news. */
  readonly wasOpen: boolean;
  readonly waiting: number;
  readonly list: 'loading' | 'ready' | 'failed';
  readonly conversations: Readonly<Record<Uuid, Conversation>>;
  readonly timelines: Readonly<Record<Uuid, Timeline>>;
  readonly pending: Readonly<Record<Uuid, readonly Pending[]>>;
  /** Conversation, then user: until when (local clock) they count as writing. */
  readonly typing: Readonly<Record<Uuid, Readonly<Record<Uuid, number>>>>;
  readonly presence: Readonly<Record<Uuid, Presence>>;
  readonly open: Uuid | undefined;
}

const EMPTY: ChatState = {
  me: '',
  connection: { is: 'idle' },
  wasOpen: false,
  waiting: 0,
  list: 'loading',
  conversations: {},
  timelines: {},
  pending: {},
  typing: {},
  presence: {},
  open: undefined,
};

/** Somebody who reads keeps more: what is forgotten at the far end must not be what he looks at. */
const KEPT_OPEN = 4 * LONGEST;
const TYPING_FOR = 5_000;

export const useChat = create<ChatState>(() => EMPTY);

const { setState: set, getState: get } = useChat;

export function reset(me: Uuid): void {
  set({ ...EMPTY, me }, true);
}

export function putConversation(fresh: Conversation): void {
  set(state => {
    const known = state.conversations[fresh.id];
    const timeline = state.timelines[fresh.id] ?? emptyTimeline(fresh.lastSeq);
    // A REST answer may be older than what we have heard live since.
    const stale = known !== undefined && known.lastSeq > fresh.lastSeq;
    const next = stale
      ? { ...fresh, lastSeq: known.lastSeq, unread: known.unread, ...pick('lastEvent', known.lastEvent) }
      : { ...fresh, ...pick('lastEvent', fresh.lastEvent ?? known?.lastEvent) };
    return {
      conversations: { ...state.conversations, [fresh.id]: { ...next, members: merged(known, fresh) } },
      timelines: { ...state.timelines, [fresh.id]: timeline },
    };
  });
}

export function dropConversation(id: Uuid): void {
  set(state => ({
    conversations: without(state.conversations, id),
    timelines: without(state.timelines, id),
    pending: without(state.pending, id),
  }));
}

export function applyEvent(event: ChatEvent): void {
  set(state => {
    const conversation = state.conversations[event.conversation];
    const timeline = state.timelines[event.conversation];
    if (!conversation || !timeline) return {};
    const kept = append(timeline, event, state.open === conversation.id ? KEPT_OPEN : LONGEST);
    const next: Partial<ChatState> = {
      timelines: { ...state.timelines, [conversation.id]: kept },
      conversations: { ...state.conversations, [conversation.id]: withEvent(conversation, event, state.me) },
    };
    if (event.kind === 'void') return next;
    return {
      ...next,
      ...(event.sender === state.me && event.id ? pendingChange(state, event.id, () => undefined) : {}),
      ...(event.kind === 'message' ? stoppedTyping(state, conversation.id, event.sender) : {}),
    };
  });
}

export function applyMark(kind: 'read' | 'delivered', id: Uuid, user: Uuid, seq: number): void {
  set(state => {
    const conversation = state.conversations[id];
    if (!conversation) return {};
    const members = conversation.members.map(member =>
      member.user === user ? moved(member, kind, seq) : member,
    );
    const mine = user === state.me && kind === 'read';
    // Whoever reads on has no use for what he marked unread.
    const on = mine && seq > readSeqOf(conversation, user);
    const next = { ...(on ? unmarked(conversation) : conversation), members };
    const unread = mine
      ? unreadAfter(conversation, next, state.me, state.timelines[id])
      : conversation.unread;
    return { conversations: { ...state.conversations, [id]: { ...next, unread } } };
  });
}

/** Adds it, or puts it in the place of what was pending under its id. */
export function addPending(pending: Pending): void {
  const { conversation, id } = pending.frame;
  set(state => {
    const all = state.pending[conversation] ?? [];
    const known = all.some(one => one.frame.id === id);
    const next = known ? all.map(one => (one.frame.id === id ? pending : one)) : [...all, pending];
    return { pending: { ...state.pending, [conversation]: next } };
  });
}

/** What is found in history is not on its way any more. */
export function dropArrived(conversation: Uuid, events: readonly ChatEvent[]): void {
  set(state => {
    const all = state.pending[conversation] ?? [];
    if (all.length === 0) return {};
    const arrived = new Set(
      events.flatMap(event => (event.kind !== 'void' && event.sender === state.me ? (event.id ?? []) : [])),
    );
    const next = all.filter(one => !arrived.has(one.frame.id));
    return next.length === all.length ? {} : { pending: { ...state.pending, [conversation]: next } };
  });
}

export function pendingOf(id: Uuid): Pending | undefined {
  return Object.values(get().pending)
    .flat()
    .find(one => one.frame.id === id);
}

/** Changes the pending message of this id, or takes it away when the change answers undefined. */
export function changePending(id: Uuid, change: (pending: Pending) => Pending | undefined): boolean {
  const next = pendingChange(get(), id, change);
  if (next.pending) set(next);
  return next.pending !== undefined;
}

export function setTyping(conversation: Uuid, user: Uuid): void {
  set(state => ({
    typing: {
      ...state.typing,
      [conversation]: { ...state.typing[conversation], [user]: Date.now() + TYPING_FOR },
    },
  }));
  setTimeout(() => {
    const until = get().typing[conversation]?.[user];
    if (until !== undefined && until <= Date.now()) set(state => stoppedTyping(state, conversation, user));
  }, TYPING_FOR + 50);
}

export function changeTimeline(id: Uuid, change: (timeline: Timeline) => Timeline): void {
  set(state => {
    const timeline = state.timelines[id];
    return timeline ? { timelines: { ...state.timelines, [id]: change(timeline) } } : {};
  });
}

/** How the reader wants to see a conversation; `unreadFrom: 0` for no mark. The count follows. */
export function applyPreferences(id: Uuid, wanted: { muted?: boolean; unreadFrom?: number }): void {
  set(state => {
    const conversation = state.conversations[id];
    if (!conversation) return {};
    const { muted = conversation.muted ?? false, unreadFrom = conversation.unreadFrom ?? 0 } = wanted;
    const next = { ...unmarked(conversation), muted, ...pick('unreadFrom', unreadFrom || undefined) };
    const unread = unreadAfter(conversation, next, state.me, state.timelines[id]);
    return { conversations: { ...state.conversations, [id]: { ...next, unread } } };
  });
}

function pendingChange(
  state: ChatState,
  id: Uuid,
  change: (pending: Pending) => Pending | undefined,
): Pick<ChatState, 'pending'> | { pending?: never } {
  for (const [conversation, all] of Object.entries(state.pending)) {
    if (!all.some(one => one.frame.id === id)) continue;
    const next = all.flatMap(one => (one.frame.id === id ? (change(one) ?? []) : one));
    return { pending: { ...state.pending, [conversation]: next } };
  }
  return {};
}

function stoppedTyping(state: ChatState, conversation: Uuid, user: Uuid): Pick<ChatState, 'typing'> {
  return { typing: { ...state.typing, [conversation]: without(state.typing[conversation] ?? {}, user) } };
}

function without<T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([one]) => one !== key));
}

function pick<K extends string, V>(key: K, value: V | undefined): { [key in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [key in K]?: V });
}
