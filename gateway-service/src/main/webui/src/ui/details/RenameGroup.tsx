import { useMutation } from '@tanstack/react-query';
import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { renameGroup } from '../../api/conversations';
import type { Conversation } from '../../api/types';
import { useChat } from '../../chat/store';
import { useText } from '../../i18n';
import { useEngine } from '../engineContext';
import { Refusal } from '../NewConversation';
import { Button, Field, Modal } from '../parts';
import { moderates, myself } from './roles';

export function RenameGroup({ conversation }: { conversation: Conversation }) {
  const engine = useEngine();
  const t = useText().groups;
  const me = useChat(state => state.me);
  const [open, setOpen] = useState(false);
  const [title, setTitle] = useState('');
  const rename = useMutation({
    mutationFn: () => renameGroup(conversation.id, title.trim()),
    onSuccess: () => {
      setOpen(false);
      void engine.conversations.refresh(conversation.id);
    },
  });
  if (!moderates(myself(conversation, me))) return null;
  const start = () => {
    setTitle(conversation.title ?? '');
    rename.reset();
    setOpen(true);
  };
  return (
    <>
      <Button look="quiet" className="!h-9 text-sm" onClick={start}>
        <Pencil className="size-4" /> {t.renameGroup}
      </Button>
      <Modal open={open} onClose={() => setOpen(false)} title={t.renameGroup}>
        <form
          className="grid gap-4"
          onSubmit={event => {
            event.preventDefault();
            rename.mutate();
          }}
        >
          <Field
            label={t.groupTitle}
            autoFocus
            maxLength={100}
            dir="auto"
            value={title}
            onChange={event => setTitle(event.target.value)}
          />
          <Refusal error={rename.error} />
          <Button type="submit" disabled={title.trim() === '' || rename.isPending}>
            {t.rename}
          </Button>
        </form>
      </Modal>
    </>
  );
}
