import * as Menu from '@radix-ui/react-dropdown-menu';
import { useMutation } from '@tanstack/react-query';
import { LogOut, MoreHorizontal, Pencil, UserPlus, X } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { addMember, removeMember, renameGroup, setRole } from '../api/conversations';
import type { Conversation, Member, User } from '../api/types';
import { useUser } from '../api/users';
import { otherOf, useChat } from '../chat/store';
import { useText } from '../i18n';
import { useEngine } from './engineContext';
import { MENU, MENU_ITEM } from './menu';
import { usePresence, useTitle } from './names';
import { Refusal } from './NewConversation';
import { Avatar, Button, Field, IconButton, Modal } from './parts';
import { PeoplePicker } from './PeoplePicker';
import { go, toHome } from './route';

/** Who is here, and what can be done about it. */
export function DetailsPanel({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const t = useText().common;
  const me = useChat(state => state.me);
  const title = useTitle(conversation);
  const other = otherOf(conversation, me);
  const user = useUser(other);
  const group = conversation.type === 'group';
  return (
    <aside
      aria-label="Conversation details"
      className="fixed inset-0 z-30 flex animate-in flex-col overflow-y-auto bg-rail [--behind:var(--color-rail)] md:inset-y-0 md:right-0 md:left-auto md:w-80 md:border-l md:border-line md:shadow-pop xl:static xl:shadow-none"
    >
      <div className="flex h-16 shrink-0 items-center justify-between pr-3 pl-5">
        <h3 className="font-bold tracking-tight">Details</h3>
        <IconButton label="Close details" onClick={onClose}>
          <X />
        </IconButton>
      </div>
      <div className="grid justify-items-center gap-3 px-5 pt-2 pb-6 text-center">
        <Avatar id={other ?? conversation.id} name={title} group={group} size="lg" />
        <div>
          <p className="text-xl font-bold tracking-tight [overflow-wrap:anywhere]">{title}</p>
          <p className="text-soft">
            {group ? t.members(conversation.members.length) : `@${user?.username ?? ''}`}
          </p>
        </div>
        {group && <RenameGroup conversation={conversation} />}
      </div>
      {group && <Members conversation={conversation} />}
    </aside>
  );
}

const moderates = (member: Member | undefined) => member?.role === 'owner' || member?.role === 'admin';

const myself = (conversation: Conversation, me: string) =>
  conversation.members.find(member => member.user === me);

const complain = (error: Error) => {
  toast.error(error.message);
};

function RenameGroup({ conversation }: { conversation: Conversation }) {
  const engine = useEngine();
  const me = useChat(state => state.me);
  const [open, setOpen] = useState(false);
  const [title, setTitle] = useState('');
  const rename = useMutation({
    mutationFn: () => renameGroup(conversation.id, title.trim()),
    onSuccess: () => {
      setOpen(false);
      void engine.refresh(conversation.id);
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
        <Pencil className="size-4" /> Rename group
      </Button>
      <Modal open={open} onClose={() => setOpen(false)} title="Rename group">
        <form
          className="grid gap-4"
          onSubmit={event => {
            event.preventDefault();
            rename.mutate();
          }}
        >
          <Field
            label="Group title"
            autoFocus
            maxLength={100}
            value={title}
            onChange={event => setTitle(event.target.value)}
          />
          <Refusal error={rename.error} />
          <Button type="submit" disabled={title.trim() === '' || rename.isPending}>
            Rename
          </Button>
        </form>
      </Modal>
    </>
  );
}

const RANK = { owner: 0, admin: 1, member: 2 } as const;

function Members({ conversation }: { conversation: Conversation }) {
  const me = useChat(state => state.me);
  const mine = myself(conversation, me);
  const members = [...conversation.members].sort((a, b) => RANK[a.role] - RANK[b.role]);
  return (
    <section className="flex flex-1 flex-col border-t border-line px-3 py-4">
      <div className="flex items-center justify-between px-2 pb-2">
        <h4 className="text-sm font-semibold text-soft">Members</h4>
        {moderates(mine) && <AddMembers conversation={conversation} />}
      </div>
      <ul aria-label="Members" className="grid gap-0.5">
        {members.map(member => (
          <MemberItem key={member.user} member={member} mine={mine} conversation={conversation} />
        ))}
      </ul>
      <div className="mt-auto px-2 pt-6">
        <Leave conversation={conversation} />
      </div>
    </section>
  );
}

function MemberItem({
  member,
  mine,
  conversation,
}: {
  member: Member;
  mine: Member | undefined;
  conversation: Conversation;
}) {
  const user = useUser(member.user);
  const presence = usePresence(member.user);
  const self = member.user === mine?.user;
  const name = user?.displayName ?? '…';
  return (
    <li
      data-user={member.user}
      data-role={member.role}
      className="group/member flex items-center gap-3 rounded-xl px-2 py-1.5 hover:bg-hover"
    >
      <Avatar id={member.user} name={name} size="sm" presence={self ? 'online' : presence} />
      <span className="grid min-w-0 flex-1 grid-cols-1 leading-tight">
        <span className="truncate font-medium">{self ? `${name} (you)` : name}</span>
        {member.role !== 'member' && <span className="text-xs text-faint">{member.role}</span>}
      </span>
      {!self && moderates(mine) && member.role !== 'owner' && (
        <MemberMenu member={member} name={name} conversation={conversation} owner={mine?.role === 'owner'} />
      )}
    </li>
  );
}

function MemberMenu({
  member,
  name,
  conversation,
  owner,
}: {
  member: Member;
  name: string;
  conversation: Conversation;
  owner: boolean;
}) {
  const engine = useEngine();
  const refresh = () => void engine.refresh(conversation.id);
  const remove = useMutation({
    mutationFn: () => removeMember(conversation.id, member.user),
    onSuccess: refresh,
    onError: complain,
  });
  const promote = useMutation({
    mutationFn: () => setRole(conversation.id, member.user, member.role === 'admin' ? 'member' : 'admin'),
    onSuccess: refresh,
    onError: complain,
  });
  return (
    <>
      {owner && (
        <Menu.Root modal={false}>
          <Menu.Trigger
            aria-label={`Role of ${name}`}
            className="grid size-8 place-items-center rounded-lg text-faint hover:bg-hover hover:text-ink"
          >
            <MoreHorizontal className="size-4.5" />
          </Menu.Trigger>
          <Menu.Portal>
            <Menu.Content align="end" className={MENU}>
              <Menu.Item className={MENU_ITEM} onSelect={() => promote.mutate()}>
                {member.role === 'admin' ? 'Make a member' : 'Make an admin'}
              </Menu.Item>
            </Menu.Content>
          </Menu.Portal>
        </Menu.Root>
      )}
      <IconButton
        label={`Remove ${name}`}
        side="left"
        disabled={remove.isPending}
        onClick={() => remove.mutate()}
        className="!size-8 hover:!text-danger [&_svg]:!size-4.5"
      >
        <X />
      </IconButton>
    </>
  );
}

function AddMembers({ conversation }: { conversation: Conversation }) {
  const engine = useEngine();
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<User[]>([]);
  const add = useMutation({
    mutationFn: async () => {
      for (const user of chosen) await addMember(conversation.id, user.id);
    },
    onSuccess: () => close(),
    onSettled: () => void engine.refresh(conversation.id),
  });
  const close = () => {
    setOpen(false);
    setChosen([]);
    add.reset();
  };
  return (
    <>
      <IconButton
        label="Add members"
        side="left"
        onClick={() => setOpen(true)}
        className="!size-8 [&_svg]:!size-4.5"
      >
        <UserPlus />
      </IconButton>
      <Modal open={open} onClose={close} title="Add members">
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
            Add
          </Button>
        </form>
      </Modal>
    </>
  );
}

function Leave({ conversation }: { conversation: Conversation }) {
  const engine = useEngine();
  const me = useChat(state => state.me);
  const title = useTitle(conversation);
  const [asking, setAsking] = useState(false);
  const leave = useMutation({
    mutationFn: () => removeMember(conversation.id, me),
    onSuccess: () => {
      go(toHome);
      engine.gone(conversation.id);
    },
  });
  const description = `You will not get any more messages of ${title}.`;
  return (
    <>
      <Button look="danger" className="w-full" onClick={() => setAsking(true)}>
        <LogOut className="size-4.5" /> Leave group
      </Button>
      <Modal
        open={asking}
        alert
        onClose={() => setAsking(false)}
        title="Leave this group?"
        description={description}
      >
        <Refusal error={leave.error} />
        <div className="flex justify-end gap-2">
          <Button look="quiet" onClick={() => setAsking(false)}>
            Stay
          </Button>
          <Button look="danger" disabled={leave.isPending} onClick={() => leave.mutate()}>
            Leave
          </Button>
        </div>
      </Modal>
    </>
  );
}
