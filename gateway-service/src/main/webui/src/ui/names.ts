import type { Conversation } from '../api/types';
import { useName } from '../api/users';
import { otherOf, useChat } from '../chat/store';
import type { ChatEvent, PresenceStatus, SystemEvent, Uuid } from '../protocol';
import { duration } from './format';
import { plainText } from './markdown';

/** What a conversation is called: a group by its title, a direct one by the other member. */
export function useTitle(conversation: Conversation): string {
  const me = useChat(state => state.me);
  const other = useName(otherOf(conversation, me));
  return conversation.type === 'group' ? (conversation.title ?? 'Group') : other;
}

export function usePresence(user: Uuid | undefined): PresenceStatus | undefined {
  return useChat(state => {
    // What we heard before the line was cut may not be true any more.
    if (user === undefined || state.connection.is !== 'open') return undefined;
    return state.presence[user]?.status ?? 'offline';
  });
}

/** The name of somebody in a sentence: "You", or a first name. */
function useSubject(user: Uuid | undefined): string {
  const me = useChat(state => state.me);
  const name = useName(user);
  return user === me ? 'You' : name;
}

/** What a system event says, as a sentence. */
export function useSystemText(event: SystemEvent): string {
  const me = useChat(state => state.me);
  const sender = useSubject(event.sender);
  const about = 'user' in event ? event.user : undefined;
  const subject = useSubject(about);
  const object = about === me ? 'you' : subject;
  switch (event.kind) {
    case 'memberAdded':
      return event.user === event.sender ? `${subject} joined` : `${sender} added ${object}`;
    case 'memberRemoved':
      return event.user === event.sender ? `${subject} left` : `${sender} removed ${object}`;
    case 'roleChanged':
      return `${sender} made ${object} ${event.role === 'member' ? 'a member' : event.role === 'admin' ? 'an admin' : 'an owner'}`;
    case 'titleChanged':
      return `${sender} named the group “${event.title}”`;
    case 'call':
      return event.outcome === 'answered'
        ? `Call, ${duration(event.seconds)}`
        : event.outcome === 'missed'
          ? 'Missed call'
          : 'Declined call';
  }
}

/** The last event of a conversation in half a line. */
export function previewOf(event: Exclude<ChatEvent, SystemEvent | { kind: 'void' }>): string {
  switch (event.kind) {
    case 'message':
      if (event.state?.deleted) return 'Message deleted';
      return plainText(event.state?.text ?? event.text);
    case 'edit':
      return plainText(event.text);
    case 'delete':
      return 'Message deleted';
    case 'reaction':
      return event.removed ? `took ${event.emoji} back` : `reacted ${event.emoji}`;
  }
}
