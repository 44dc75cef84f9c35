import type { Conversation } from '../api/types';
import { useName } from '../api/users';
import { useChat } from '../chat/store';

const NOBODY: Readonly<Record<string, number>> = {};

/** Who is writing here, in words; undefined if nobody is. */
export function useTypingText(conversation: Conversation): string | undefined {
  const users = Object.keys(useChat(state => state.typing[conversation.id] ?? NOBODY));
  const first = useName(users[0]);
  if (users.length === 0) return undefined;
  if (conversation.type === 'direct') return 'writing…';
  return users.length === 1 ? `${first} is writing…` : `${users.length} people are writing…`;
}
