import * as Tabs from '@radix-ui/react-tabs';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { createGroup, startDirect } from '../api/conversations';
import type { Conversation, User } from '../api/types';
import { useText } from '../i18n';
import { reasonOf } from '../i18n/reason';
import { Button, Field, Modal } from './parts';
import { PeoplePicker } from './PeoplePicker';

interface Props {
  open: boolean;
  onClose: () => void;
  onStarted: (conversation: Conversation) => void;
}

const TAB =
  'flex-1 rounded-lg py-1.5 text-sm font-semibold text-soft transition-colors data-[state=active]:bg-raised ' +
  'data-[state=active]:text-ink data-[state=active]:shadow-bubble';

export function NewConversation({ open, onClose, onStarted }: Props) {
  const t = useText().list;
  return (
    <Modal open={open} onClose={onClose} title={t.newConversation}>
      <Tabs.Root defaultValue="direct" className="grid min-h-0 gap-4">
        <Tabs.List aria-label={t.kind} className="flex rounded-xl bg-hover p-1">
          <Tabs.Trigger value="direct" className={TAB}>
            {t.direct}
          </Tabs.Trigger>
          <Tabs.Trigger value="group" className={TAB}>
            {t.group}
          </Tabs.Trigger>
        </Tabs.List>
        <Tabs.Content value="direct" className="outline-none">
          <Direct onStarted={onStarted} />
        </Tabs.Content>
        <Tabs.Content value="group" className="outline-none">
          <Group onStarted={onStarted} />
        </Tabs.Content>
      </Tabs.Root>
    </Modal>
  );
}

function Direct({ onStarted }: { onStarted: Props['onStarted'] }) {
  const t = useText().list;
  const [chosen, setChosen] = useState<User[]>([]);
  const start = useMutation({ mutationFn: startDirect, onSuccess: onStarted });
  const user = chosen[0];
  return (
    <form
      className="grid gap-4"
      onSubmit={event => {
        event.preventDefault();
        if (user) start.mutate(user.id);
      }}
    >
      <PeoplePicker chosen={chosen} onChange={setChosen} many={false} />
      <Refusal error={start.error} />
      <Button type="submit" disabled={!user || start.isPending}>
        {t.startDirect}
      </Button>
    </form>
  );
}

function Group({ onStarted }: { onStarted: Props['onStarted'] }) {
  const t = useText().list;
  const [chosen, setChosen] = useState<User[]>([]);
  const [title, setTitle] = useState('');
  const create = useMutation({
    mutationFn: () =>
      createGroup(
        title.trim(),
        chosen.map(user => user.id),
      ),
    onSuccess: onStarted,
  });
  return (
    <form
      className="grid gap-4"
      onSubmit={event => {
        event.preventDefault();
        create.mutate();
      }}
    >
      <Field
        label={t.groupTitle}
        placeholder={t.groupTitleHint}
        maxLength={100}
        value={title}
        onChange={event => setTitle(event.target.value)}
      />
      <PeoplePicker chosen={chosen} onChange={setChosen} many />
      <Refusal error={create.error} />
      <Button type="submit" disabled={chosen.length === 0 || title.trim() === '' || create.isPending}>
        {t.createGroup}
      </Button>
    </form>
  );
}

export function Refusal({ error }: { error: Error | null }) {
  if (!error) return null;
  return (
    <p role="alert" className="text-sm font-medium text-danger">
      {reasonOf(error)}
    </p>
  );
}
