import { Search } from 'lucide-react';
import { useState } from 'react';
import type { Conversation, Member } from '../../api/types';
import { nameOf, useUser } from '../../api/users';
import { useChat } from '../../chat/store';
import { useText } from '../../i18n';
import { usePresence } from '../names';
import { Avatar, INPUT } from '../parts';
import { AddMembers } from './AddMembers';
import { LeaveGroup } from './LeaveGroup';
import { MemberMenu } from './MemberMenu';
import { moderates, myself } from './roles';

const RANK = { owner: 0, admin: 1, member: 2 } as const;
/** Larger groups get a field to find a member. */
const MANY = 12;

export function Members({ conversation }: { conversation: Conversation }) {
  const t = useText().groups;
  const me = useChat(state => state.me);
  const [query, setQuery] = useState('');
  const mine = myself(conversation, me);
  const members = [...conversation.members].sort((a, b) => RANK[a.role] - RANK[b.role]);
  return (
    <section className="flex flex-1 flex-col border-t border-line px-3 py-4">
      <div className="flex items-center justify-between px-2 pb-2">
        <h3 className="text-sm font-semibold text-soft">{t.members}</h3>
        {moderates(mine) && <AddMembers conversation={conversation} />}
      </div>
      {members.length > MANY && (
        <div className="relative mb-2">
          <Search className="absolute top-2.5 left-3 size-4 text-faint" aria-hidden />
          <input
            type="search"
            aria-label={t.findMember}
            placeholder={t.findMember}
            value={query}
            onChange={event => setQuery(event.target.value)}
            className={`${INPUT} !h-9 pl-9 text-sm`}
          />
        </div>
      )}
      <ul aria-label={t.members} className="grid gap-0.5">
        {members.map(member => (
          <MemberItem
            key={member.user}
            member={member}
            mine={mine}
            conversation={conversation}
            query={query}
          />
        ))}
      </ul>
      <div className="mt-auto px-2 pt-6">
        <LeaveGroup conversation={conversation} />
      </div>
    </section>
  );
}

function MemberItem({
  member,
  mine,
  conversation,
  query,
}: {
  member: Member;
  mine: Member | undefined;
  conversation: Conversation;
  query: string;
}) {
  const catalogue = useText();
  const t = catalogue.groups;
  const user = useUser(member.user);
  const presence = usePresence(member.user);
  const self = member.user === mine?.user;
  const name = nameOf(user, catalogue);
  const wanted = query.trim().toLowerCase();
  if (wanted !== '' && !`${name} @${user?.username ?? ''}`.toLowerCase().includes(wanted)) return null;
  const owner = mine?.role === 'owner';
  return (
    <li
      data-user={member.user}
      data-role={member.role}
      className="flex items-center gap-3 rounded-xl px-2 py-1.5 hover:bg-hover"
    >
      <Avatar id={member.user} name={name} size="sm" presence={self ? 'online' : presence} />
      <span className="grid min-w-0 flex-1 grid-cols-1 leading-tight">
        <span dir="auto" className="truncate font-medium">
          {self ? t.you(name) : name}
        </span>
        {member.role !== 'member' && <span className="text-xs text-faint">{t.roles[member.role]}</span>}
      </span>
      {!self && moderates(mine) && (owner || member.role !== 'owner') && (
        <MemberMenu member={member} name={name} conversation={conversation} owner={owner} />
      )}
    </li>
  );
}
