import type { Conversation } from '../api/types';
import { useUser } from '../api/users';
import { otherOf } from '../chat/conversationState';
import { useChat } from '../chat/store';
import { useText } from '../i18n';

/** Above the composer: the other one has deleted the account, and what is written now is for oneself. */
export function NobodyReads({ conversation }: { conversation: Conversation }) {
  const t = useText().messages;
  const me = useChat(state => state.me);
  const other = useUser(otherOf(conversation, me));
  if (!other?.deleted) return null;
  return (
    <p role="note" className="mx-auto w-full max-w-[52rem] px-5 pb-2 text-center text-sm text-soft">
      {t.nobodyReads}
    </p>
  );
}
