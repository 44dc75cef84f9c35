import type { Conversation } from '../api/types';
import { useName } from '../api/users';
import { useChat } from '../chat/store';
import { useText } from '../i18n';

const NOBODY: Readonly<Record<string, number>> = {};

/** Who is writing here, in words; undefined if nobody is. */
export function useTypingText(conversation: Conversation): string | undefined {
  const t = useText().events;
  const users = Object.keys(useChat(state => state.typing[conversation.id] ?? NOBODY));
  const first = useName(users[0]);
  if (users.length === 0) return undefined;
  if (conversation.type === 'direct') return t.writing;
  return users.length === 1 ? t.isWriting(first) : t.areWriting(users.length);
}
