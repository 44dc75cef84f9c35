import { useQuery } from '@tanstack/react-query';
import { eventsBefore } from '../api/conversations';
import { useName } from '../api/users';
import type { MessageRow } from '../chat/rows';
import { useChat } from '../chat/store';
import { type Message, messageOf } from '../chat/timeline';
import { useText } from '../i18n';
import type { Uuid } from '../protocol';
import { setJump } from './jump';
import { plainText } from './markdown';

/** The message that another one answers, and the way to it. One that is not loaded is looked up. */
export function Quote({
  conversation,
  seq,
  quoted,
}: {
  conversation: Uuid;
  seq: number;
  quoted: MessageRow | undefined;
}) {
  const t = useText();
  const me = useChat(state => state.me);
  const found = useQuoted(conversation, seq, quoted === undefined);
  const message = quoted?.message ?? found;
  const name = useName(message?.sender);
  return (
    <button
      type="button"
      aria-label={t.messages.goToQuoted}
      onClick={() => setJump({ conversation, seq })}
      className="mb-1.5 grid w-full rounded-lg border-l-[3px] border-accent/70 bg-ink/5 px-2.5 py-1.5 text-left text-[0.8125rem] leading-snug transition-colors hover:bg-ink/10"
    >
      <span className="font-semibold text-accent">
        {message ? (message.sender === me ? t.common.you : name) : '\u00a0'}
      </span>
      <span data-part="quote" className="line-clamp-2 text-soft" dir="auto">
        {message ? (message.deleted ? t.messages.deleted : plainText(message.text)) : t.messages.earlier}
      </span>
    </button>
  );
}

function useQuoted(conversation: Uuid, seq: number, wanted: boolean): Message | undefined {
  const { data } = useQuery({
    queryKey: ['message', conversation, seq],
    queryFn: async () => {
      const { events } = await eventsBefore(conversation, seq + 1, 1);
      const event = events[0];
      return event?.kind === 'message' ? messageOf(event) : null;
    },
    enabled: wanted,
    staleTime: Infinity,
  });
  return wanted ? (data ?? undefined) : undefined;
}
