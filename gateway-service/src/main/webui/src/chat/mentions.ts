import { create } from 'zustand';
import { search } from '../api/conversations';
import type { ChatEvent, Uuid } from '../protocol';
import { useSession } from '../session/session';
import { isMentioned } from './mention';
import { readSeqOf } from './conversationState';
import { useChat } from './store';

/** The highest seq of a message that mentions us, by conversation. */
export const useMentions = create<{ readonly seqs: Readonly<Record<Uuid, number>> }>(() => ({ seqs: {} }));

/** Whether there is a mention of us in this conversation that we have not read. */
export function useUnreadMention(conversation: Uuid): boolean {
  const seq = useMentions(state => state.seqs[conversation] ?? 0);
  return useChat(state => {
    const known = state.conversations[conversation];
    return known !== undefined && known.unread > 0 && seq > readSeqOf(known, state.me);
  });
}

export function noteMention(event: ChatEvent): void {
  const username = myUsername();
  if (event.kind !== 'message' || username === undefined || event.sender === useChat.getState().me) return;
  if (isMentioned(event.state?.text ?? event.text, username)) note(event.conversation, event.seq);
}

/** What came while we were away: the search knows; without it, the mark comes with the next mention. */
export async function findMentions(signal: AbortSignal): Promise<void> {
  const username = myUsername();
  if (username === undefined) return;
  useMentions.setState({ seqs: {} });
  const unread = Object.values(useChat.getState().conversations).some(
    one => one.type === 'group' && one.unread > 0,
  );
  if (!unread) return;
  const hits = await search(username, undefined, signal).catch(() => []);
  hits.forEach(noteMention);
}

function note(conversation: Uuid, seq: number): void {
  useMentions.setState(({ seqs }) =>
    (seqs[conversation] ?? 0) >= seq ? {} : { seqs: { ...seqs, [conversation]: seq } },
  );
}

function myUsername(): string | undefined {
  const session = useSession.getState();
  return session.is === 'in' ? session.user.username : undefined;
}
