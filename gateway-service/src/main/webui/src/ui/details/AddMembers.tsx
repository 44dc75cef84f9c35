import { useMutation } from '@tanstack/react-query';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { addMember } from '../../api/conversations';
import type { Conversation, User } from '../../api/types';
import { useText } from '../../i18n';
import { useEngine } from '../engineContext';
import { Refusal } from '../NewConversation';
import { Button, IconButton, Modal } from '../parts';
import { PeoplePicker } from '../PeoplePicker';

export function AddMembers({ conversation }: { conversation: Conversation }) {
  const engine = useEngine();
  const t = useText().groups;
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<User[]>([]);
  const add = useMutation({
    mutationFn: async () => {
      for (const user of chosen) await addMember(conversation.id, user.id);
    },
    onSuccess: () => close(),
    onSettled: () => void engine.conversations.refresh(conversation.id),
  });
  const close = () => {
    setOpen(false);
    setChosen([]);
    add.reset();
  };
  return (
    <>
      <IconButton
        label={t.addMembers}
        side="left"
        onClick={() => setOpen(true)}
        className="!size-8 [&_svg]:!size-4.5"
      >
        <UserPlus />
      </IconButton>
      <Modal open={open} onClose={close} title={t.addMembers}>
        <form
          className="grid gap-4"
          onSubmit={event => {
            event.preventDefault();
            add.mutate();
          }}
        >
          <PeoplePicker
            many
            chosen={chosen}
            onChange={setChosen}
            without={conversation.members.map(member => member.user)}
          />
          <Refusal error={add.error} />
          <Button type="submit" disabled={chosen.length === 0 || add.isPending}>
            {t.add}
          </Button>
        </form>
      </Modal>
    </>
  );
}
