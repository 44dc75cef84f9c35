import clsx from 'clsx';
import type { User } from '../api/types';
import { useText } from '../i18n';
import { Avatar } from './parts';

export const MENTION_LIST = 'mention-list';
export const mentionOption = (user: User) => `mention-${user.id}`;

/** Who may be meant by the name that is being written. The focus stays in the composer. */
export function MentionList({
  users,
  active,
  onPick,
}: {
  users: readonly User[];
  active: number;
  onPick: (user: User) => void;
}) {
  const t = useText().messages;
  return (
    <ul
      id={MENTION_LIST}
      role="listbox"
      aria-label={t.mentions}
      className="absolute inset-x-3 bottom-full z-20 mb-1 max-w-sm animate-in rounded-2xl border border-line bg-raised p-1.5 shadow-pop md:inset-x-5"
    >
      {users.map((user, i) => (
        <li
          key={user.id}
          id={mentionOption(user)}
          role="option"
          aria-selected={i === active}
          onPointerDown={event => {
            event.preventDefault();
            onPick(user);
          }}
          className={clsx('flex items-center gap-2.5 rounded-lg px-2 py-1.5', i === active && 'bg-hover')}
        >
          <Avatar id={user.id} name={user.displayName} size="sm" />
          <span className="truncate font-semibold">{user.displayName}</span>
          <span className="truncate text-sm text-faint">@{user.username}</span>
        </li>
      ))}
    </ul>
  );
}
