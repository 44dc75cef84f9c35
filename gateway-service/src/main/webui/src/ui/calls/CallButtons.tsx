import { Phone, Video } from 'lucide-react';
import { toast } from 'sonner';
import type { Conversation } from '../../api/types';
import { useUser } from '../../api/users';
import { canCall } from '../../calls/media';
import { useCall } from '../../calls/state';
import { otherOf } from '../../chat/conversationState';
import { useChat } from '../../chat/store';
import { useText } from '../../i18n';
import { useEngine } from '../engineContext';
import { IconButton } from '../parts';

/** Calls the other one of a direct conversation. */
export function CallButtons({ conversation }: { conversation: Conversation }) {
  const engine = useEngine();
  const t = useText().calls;
  const me = useChat(state => state.me);
  const connected = useChat(state => state.connection.is === 'open');
  const busy = useCall(state => state.call !== undefined);
  const other = otherOf(conversation, me);
  const gone = useUser(other)?.deleted ?? false;
  if (other === undefined || gone) return null;
  const call = (video: boolean) => () => {
    if (canCall()) void engine.calls.start(conversation.id, other, video);
    else toast.error(t.insecure);
  };
  return (
    <>
      <IconButton label={t.callAudio} disabled={busy || !connected} onClick={call(false)}>
        <Phone />
      </IconButton>
      <IconButton label={t.callVideo} disabled={busy || !connected} onClick={call(true)}>
        <Video />
      </IconButton>
    </>
  );
}
