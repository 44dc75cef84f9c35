import { useMutation } from '@tanstack/react-query';
import { LogOut } from 'lucide-react';
import { useState } from 'react';
import { removeMember } from '../../api/conversations';
import type { Conversation } from '../../api/types';
import { useChat } from '../../chat/store';
import { useText } from '../../i18n';
import { useEngine } from '../engineContext';
import { useTitle } from '../names';
import { Refusal } from '../NewConversation';
import { Button, Modal } from '../parts';
import { go, toHome } from '../route';

export function LeaveGroup({ conversation }: { conversation: Conversation }) {
  const engine = useEngine();
  const t = useText().groups;
  const me = useChat(state => state.me);
  const title = useTitle(conversation);
  const [asking, setAsking] = useState(false);
  const leave = useMutation({
    mutationFn: () => removeMember(conversation.id, me),
    onSuccess: () => {
      go(toHome);
      engine.conversations.gone(conversation.id);
    },
  });
  return (
    <>
      <Button look="danger" className="w-full" onClick={() => setAsking(true)}>
        <LogOut className="size-4.5" /> {t.leaveGroup}
      </Button>
      <Modal
        open={asking}
        alert
        onClose={() => setAsking(false)}
        title={t.leaveTitle}
        description={t.leaveText(title)}
      >
        <Refusal error={leave.error} />
        <div className="flex justify-end gap-2">
          <Button look="quiet" onClick={() => setAsking(false)}>
            {t.stay}
          </Button>
          <Button look="danger" disabled={leave.isPending} onClick={() => leave.mutate()}>
            {t.leave}
          </Button>
        </div>
      </Modal>
    </>
  );
}
