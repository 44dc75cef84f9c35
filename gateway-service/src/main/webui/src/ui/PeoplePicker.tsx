import { useQuery } from '@tanstack/react-query';
import clsx from 'clsx';
import { Check, Search, X } from 'lucide-react';
import { type KeyboardEvent, useDeferredValue, useState } from 'react';
import type { User } from '../api/types';
import { findPeople, useRemember } from '../api/users';
import { useChat } from '../chat/store';
import { useText } from '../i18n';
import { Avatar, INPUT, Skeleton } from './parts';

/** Search for people and choose one, or several. */
export function PeoplePicker({
  chosen,
  onChange,
  many,
  without = [],
}: {
  chosen: readonly User[];
  onChange: (chosen: User[]) => void;
  many: boolean;
  without?: readonly string[];
}) {
  const t = useText().list;
  const me = useChat(state => state.me);
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const remember = useRemember();
  const wanted = useDeferredValue(query.trim());
  const answer = useQuery({
    queryKey: ['people', wanted],
    queryFn: ({ signal }) => findPeople(wanted, signal),
    enabled: wanted.length > 0,
    staleTime: 30_000,
    placeholderData: before => before,
  });
  const found =
    wanted === '' ? [] : (answer.data ?? []).filter(user => user.id !== me && !without.includes(user.id));

  const toggle = (user: User) => {
    remember(user);
    const has = chosen.some(one => one.id === user.id);
    if (many) onChange(has ? chosen.filter(one => one.id !== user.id) : [...chosen, user]);
    else onChange(has ? [] : [user]);
  };

  const onKey = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && found.length > 0) {
      event.preventDefault();
      setActive((active + step + found.length) % found.length);
    }
    const user = found[active];
    if (event.key === 'Enter' && user) {
      event.preventDefault();
      toggle(user);
    }
  };

  return (
    <div className="grid min-h-0 gap-3">
      {many && chosen.length > 0 && <Chips chosen={chosen} onRemove={toggle} />}
      <div className="relative">
        <Search className="absolute top-3 left-3.5 size-5 text-faint" aria-hidden />
        <input
          type="search"
          aria-label={t.findPeople}
          placeholder={t.findByName}
          autoFocus
          autoComplete="off"
          aria-controls={wanted !== '' && found.length > 0 ? 'people' : undefined}
          aria-activedescendant={found[active] ? `person-${found[active].id}` : undefined}
          value={query}
          onKeyDown={onKey}
          onChange={event => {
            setQuery(event.target.value);
            setActive(0);
          }}
          className={clsx(INPUT, 'pl-11')}
        />
      </div>
      <div className="h-60 overflow-y-auto">
        {wanted === '' ? (
          <Hint>{t.typeAName}</Hint>
        ) : answer.isPending ? (
          <PeopleSkeleton />
        ) : answer.isError && found.length === 0 ? (
          <Hint>{t.cannotSearch}</Hint>
        ) : found.length === 0 ? (
          <Hint>{t.nobody(wanted)}</Hint>
        ) : (
          <ul
            role="listbox"
            id="people"
            aria-label={t.people}
            aria-multiselectable={many}
            className="flex flex-col gap-0.5"
          >
            {found.map((user, i) => (
              <Person
                key={user.id}
                user={user}
                active={i === active}
                chosen={chosen.some(one => one.id === user.id)}
                onToggle={() => toggle(user)}
              />
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

function Person({
  user,
  chosen,
  active,
  onToggle,
}: {
  user: User;
  chosen: boolean;
  active: boolean;
  onToggle: () => void;
}) {
  return (
    <li
      role="option"
      id={`person-${user.id}`}
      aria-selected={chosen}
      onClick={onToggle}
      className={clsx(
        'flex items-center gap-3 rounded-xl px-2.5 py-2 transition-colors',
        chosen ? 'bg-chosen' : active ? 'bg-hover' : 'hover:bg-hover',
      )}
    >
      <Avatar id={user.id} name={user.displayName} size="sm" picture={user.avatar ?? ''} />
      <span className="grid min-w-0 flex-1 grid-cols-1 leading-tight">
        <span className="truncate font-semibold">{user.displayName}</span>{' '}
        <span className="truncate text-[0.8125rem] text-faint">@{user.username}</span>
      </span>
      {chosen && <Check className="size-5 text-accent" aria-hidden />}
    </li>
  );
}

function Chips({ chosen, onRemove }: { chosen: readonly User[]; onRemove: (user: User) => void }) {
  const t = useText().list;
  return (
    <ul aria-label={t.chosen} className="flex max-h-20 flex-wrap gap-1.5 overflow-y-auto">
      {chosen.map(user => (
        <li
          key={user.id}
          className="flex items-center gap-1 rounded-full bg-chosen py-1 pr-1 pl-3 text-sm font-medium"
        >
          {user.displayName}
          <button
            type="button"
            aria-label={t.takeOut(user.displayName)}
            onClick={() => onRemove(user)}
            className="grid size-5 place-items-center rounded-full hover:bg-hover"
          >
            <X className="size-3.5" />
          </button>
        </li>
      ))}
    </ul>
  );
}

const Hint = ({ children }: { children: React.ReactNode }) => (
  <p className="px-4 py-10 text-center text-faint">{children}</p>
);

function PeopleSkeleton() {
  const t = useText().list;
  return (
    <div role="status" aria-label={t.searching}>
      {[0, 1, 2].map(i => (
        <div key={i} className="flex items-center gap-3 px-2.5 py-2">
          <Skeleton className="size-8 !rounded-full" />
          <Skeleton className="h-3.5 w-40" />
        </div>
      ))}
    </div>
  );
}
