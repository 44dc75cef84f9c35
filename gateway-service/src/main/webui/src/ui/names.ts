import type { Conversation } from '../api/types';
import { useName } from '../api/users';
import { otherOf } from '../chat/conversationState';
import { useChat } from '../chat/store';
import { text, useText, type Who } from '../i18n';
import type { ChatEvent, PresenceStatus, SystemEvent, Uuid } from '../protocol';
import { duration } from './format';
import { plainText } from './markdown';

/** What a conversation is called: a group by its title, a direct one by the other member. */
export function useTitle(conversation: Conversation): string {
  const t = useText();
  const me = useChat(state => state.me);
  const other = useName(otherOf(conversation, me));
  return conversation.type === 'group' ? (conversation.title ?? t.common.group) : other;
}

export function usePresence(user: Uuid | undefined): PresenceStatus | undefined {
  return useChat(state => {
    // What we heard before the line was cut may not be true any more.
    if (user === undefined || state.connection.is !== 'open') return undefined;
    return state.presence[user]?.status ?? 'offline';
  });
}

function useWho(user: Uuid | undefined): Who {
  const me = useChat(state => state.me);
  const name = useName(user);
  return { me: user === me, name };
}

/** What a system event says, as a sentence. */
export function useSystemText(event: SystemEvent): string {
  const t = useText().events;
  const sender = useWho(event.kind === 'call' ? (event.caller ?? event.sender) : event.sender);
  const about = useWho('user' in event ? event.user : undefined);
  switch (event.kind) {
    case 'memberAdded':
      return event.user === event.sender ? t.joined(about) : t.added(sender, about);
    case 'memberRemoved':
      return event.user === event.sender ? t.left(about) : t.removed(sender, about);
    case 'roleChanged':
      return t.roleChanged(sender, about, event.role);
    case 'titleChanged':
      return t.titleChanged(sender, event.title);
    case 'call':
      return event.outcome === 'answered'
        ? t.callAnswered(sender, duration(event.seconds))
        : event.outcome === 'missed'
          ? t.callMissed(sender)
          : t.callDeclined(sender);
  }
}

/** The last event of a conversation in half a line. */
export function previewOf(event: Exclude<ChatEvent, SystemEvent | { kind: 'void' }>): string {
  const t = text().events;
  switch (event.kind) {
    case 'message':
      if (event.state?.deleted) return t.messageDeleted;
      return plainText(event.state?.text ?? event.text);
    case 'edit':
      return plainText(event.text);
    case 'delete':
      return t.messageDeleted;
    case 'reaction':
      return event.removed ? t.tookBack(event.emoji) : t.reacted(event.emoji);
  }
}
