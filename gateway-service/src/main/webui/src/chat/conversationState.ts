import type { Conversation, Member } from '../api/types';
import type { ChatEvent, Instant, Uuid } from '../protocol';
import type { Slice, Timeline } from './timeline';

/** After this seq messages count as unread to the reader: what he has read, unless he has marked it unread from before. */
export const unreadAfterOf = (conversation: Conversation, me: Uuid): number =>
  Math.min(readSeqOf(conversation, me), (conversation.unreadFrom ?? Infinity) - 1);

export function unmarked(conversation: Conversation): Conversation {
  const rest: { unreadFrom?: number } & Conversation = { ...conversation };
  delete rest.unreadFrom;
  return rest;
}

/** The highest seq that a user of this conversation has read. */
export const readSeqOf = (conversation: Conversation, user: Uuid): number =>
  conversation.members.find(member => member.user === user)?.readSeq ?? 0;

/** The other one of a direct conversation. */
export const otherOf = (conversation: Conversation, me: Uuid): Uuid | undefined =>
  conversation.type === 'direct' ? conversation.members.find(member => member.user !== me)?.user : undefined;

export const activityOf = (conversation: Conversation): Instant => {
  const { lastEvent } = conversation;
  return lastEvent && lastEvent.kind !== 'void' ? lastEvent.at : '';
};

/** What makes a conversation unread: somebody else's message, or a call of somebody else's that nobody took. */
export function isNews(event: ChatEvent, me: Uuid): boolean {
  if (event.kind === 'message') return event.sender !== me;
  return event.kind === 'call' && event.outcome === 'missed' && (event.caller ?? event.sender) !== me;
}

export function withEvent(conversation: Conversation, event: ChatEvent, me: Uuid): Conversation {
  if (event.seq <= conversation.lastSeq) return conversation;
  const next = { ...conversation, lastSeq: event.seq };
  if (event.kind === 'void') return next;
  const fresh = isNews(event, me) && event.seq > readSeqOf(conversation, me);
  return { ...withMembers(next, event), lastEvent: event, unread: conversation.unread + (fresh ? 1 : 0) };
}

function withMembers(conversation: Conversation, event: ChatEvent): Conversation {
  const { members } = conversation;
  switch (event.kind) {
    case 'memberAdded': {
      const added = { user: event.user, role: event.role, readSeq: event.seq, deliveredSeq: event.seq };
      return members.some(member => member.user === event.user)
        ? conversation
        : { ...conversation, members: [...members, added] };
    }
    case 'memberRemoved':
      return { ...conversation, members: members.filter(member => member.user !== event.user) };
    case 'roleChanged':
      return {
        ...conversation,
        members: members.map(member =>
          member.user === event.user ? { ...member, role: event.role } : member,
        ),
      };
    case 'titleChanged':
      return { ...conversation, title: event.title };
    default:
      return conversation;
  }
}

export function moved(member: Member, kind: 'read' | 'delivered', seq: number): Member {
  const deliveredSeq = Math.max(member.deliveredSeq, seq);
  return kind === 'read'
    ? { ...member, deliveredSeq, readSeq: Math.max(member.readSeq, seq) }
    : { ...member, deliveredSeq };
}

/** Marks only move forward, so of two states of a member each mark's higher one is the newer. */
export function merged(known: Conversation | undefined, fresh: Conversation): Member[] {
  const before = new Map(known?.members.map(member => [member.user, member]));
  return fresh.members.map(member => {
    const old = before.get(member.user);
    return old ? moved(moved(member, 'read', old.readSeq), 'delivered', old.deliveredSeq) : member;
  });
}

/** What we can count ourselves, in the tail or in what is shown; otherwise at most what was unread before. */
export function unreadAfter(
  before: Conversation,
  now: Conversation,
  me: Uuid,
  timeline: Timeline | undefined,
): number {
  const [was, is] = [unreadAfterOf(before, me), unreadAfterOf(now, me)];
  if (is >= now.lastSeq) return 0;
  const count = ({ events }: Slice, after: number, upTo: number) =>
    events.filter(event => isNews(event, me) && event.seq > after && event.seq <= upTo).length;
  if (timeline && timeline.tail.from <= is + 1) return count(timeline.tail, is, Infinity);
  const { window } = timeline ?? {};
  const read = window && window.from <= was + 1 && is <= window.to ? count(window, was, is) : 0;
  return Math.max(0, Math.min(before.unread - read, now.lastSeq - is));
}
