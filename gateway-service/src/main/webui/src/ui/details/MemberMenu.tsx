import * as Menu from '@radix-ui/react-dropdown-menu';
import { useMutation } from '@tanstack/react-query';
import { MoreHorizontal, X } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { removeMember, setRole } from '../../api/conversations';
import type { Conversation, Member } from '../../api/types';
import { useText } from '../../i18n';
import { reasonOf } from '../../i18n/reason';
import type { Role } from '../../protocol';
import { useEngine } from '../engineContext';
import { MENU, MENU_ITEM } from '../menu';
import { Button, IconButton, Modal } from '../parts';

const complain = (error: Error) => {
  toast.error(reasonOf(error));
};

/** What a moderator may do about a member. What is hard to take back is asked first. */
export function MemberMenu({
  member,
  name,
  conversation,
  owner,
}: {
  member: Member;
  name: string;
  conversation: Conversation;
  /** Whether the reader is one. */
  owner: boolean;
}) {
  const engine = useEngine();
  const t = useText().groups;
  const [asking, setAsking] = useState<'remove' | 'owner'>();
  const refresh = () => void engine.conversations.refresh(conversation.id);
  const remove = useMutation({
    mutationFn: () => removeMember(conversation.id, member.user),
    onSuccess: refresh,
    onError: complain,
  });
  const change = useMutation({
    mutationFn: (role: Role) => setRole(conversation.id, member.user, role),
    onSuccess: refresh,
    onError: complain,
  });
  return (
    <>
      {owner && (
        <RoleMenu
          role={member.role}
          name={name}
          onChange={role => (role === 'owner' ? setAsking('owner') : change.mutate(role))}
        />
      )}
      <IconButton
        label={t.remove(name)}
        side="left"
        disabled={remove.isPending}
        onClick={() => setAsking('remove')}
        className="!size-8 hover:!text-danger [&_svg]:!size-4.5"
      >
        <X />
      </IconButton>
      {asking && (
        <Ask
          title={asking === 'remove' ? t.removeTitle(name) : t.makeOwnerTitle(name)}
          description={asking === 'remove' ? t.removeText : t.makeOwnerText}
          action={asking === 'remove' ? t.removeIt : t.makeOwner}
          onAct={() => (asking === 'remove' ? remove.mutate() : change.mutate('owner'))}
          onClose={() => setAsking(undefined)}
        />
      )}
    </>
  );
}

function RoleMenu({ role, name, onChange }: { role: Role; name: string; onChange: (role: Role) => void }) {
  const t = useText().groups;
  const words = { owner: t.makeOwner, admin: t.makeAdmin, member: t.makeMember } as const;
  const others = (['owner', 'admin', 'member'] as const).filter(one => one !== role);
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger
        aria-label={t.roleOf(name)}
        className="grid size-8 place-items-center rounded-lg text-faint hover:bg-hover hover:text-ink"
      >
        <MoreHorizontal className="size-4.5" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Content align="end" className={MENU}>
          {others.map(one => (
            <Menu.Item key={one} className={MENU_ITEM} onSelect={() => onChange(one)}>
              {words[one]}
            </Menu.Item>
          ))}
        </Menu.Content>
      </Menu.Portal>
    </Menu.Root>
  );
}

function Ask({
  title,
  description,
  action,
  onAct,
  onClose,
}: {
  title: string;
  description: string;
  action: string;
  onAct: () => void;
  onClose: () => void;
}) {
  const t = useText();
  return (
    <Modal open alert onClose={onClose} title={title} description={description}>
      <div className="flex justify-end gap-2">
        <Button look="quiet" onClick={onClose}>
          {t.common.cancel}
        </Button>
        <Button
          look="danger"
          onClick={() => {
            onAct();
            onClose();
          }}
        >
          {action}
        </Button>
      </div>
    </Modal>
  );
}
