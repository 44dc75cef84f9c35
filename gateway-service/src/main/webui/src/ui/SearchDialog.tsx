import { useQuery } from '@tanstack/react-query';
import clsx from 'clsx';
import { Search } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { search } from '../api/conversations';
import type { Conversation, SearchHit } from '../api/types';
import { useName } from '../api/users';
import { useChat } from '../chat/store';
import { useText } from '../i18n';
import type { Uuid } from '../protocol';
import { shortTime } from './format';
import { setJump } from './jump';
import { useTitle } from './names';
import { Avatar, INPUT, Modal, Skeleton } from './parts';
import { highlighted } from './markdown';
import { go, toConversation } from './route';

export function SearchDialog(props: { open: boolean; onClose: () => void; within: Uuid | undefined }) {
  const t = useText().list;
  return (
    <Modal open={props.open} onClose={props.onClose} title={t.searchMessages} wide>
      <SearchForm {...props} />
    </Modal>
  );
}

function SearchForm({ onClose, within }: { onClose: () => void; within: Uuid | undefined }) {
  const t = useText().messages;
  const [query, setQuery] = useState('');
  const [here, setHere] = useState(false);
  const wanted = useDeferredValue(query.trim());
  const place = here ? within : undefined;
  const answer = useQuery({
    queryKey: ['search', wanted, place],
    queryFn: ({ signal }) => search(wanted, place, signal),
    enabled: wanted.length > 1,
    placeholderData: before => before,
  });
  return (
    <div className="grid min-h-0 grid-rows-[auto_auto_1fr] gap-3">
      <div className="relative">
        <Search className="absolute top-3 left-3.5 size-5 text-faint" aria-hidden />
        <input
          type="search"
          aria-label={t.search}
          placeholder={t.searchHint}
          autoFocus
          autoComplete="off"
          value={query}
          onChange={event => setQuery(event.target.value)}
          className={clsx(INPUT, 'pl-11')}
        />
      </div>
      {within !== undefined && (
        <label className="flex w-fit items-center gap-2 text-sm text-soft">
          <input
            type="checkbox"
            checked={here}
            onChange={event => setHere(event.target.checked)}
            className="size-4 accent-accent"
          />
          {t.onlyHere}
        </label>
      )}
      <div className="h-80 overflow-y-auto">
        <Results wanted={wanted} hits={answer.data} failed={answer.isError} onClose={onClose} />
      </div>
    </div>
  );
}

function Results({
  wanted,
  hits,
  failed,
  onClose,
}: {
  wanted: string;
  hits: SearchHit[] | undefined;
  failed: boolean;
  onClose: () => void;
}) {
  const t = useText().messages;
  if (wanted.length < 2) return <Hint>{t.typeMore}</Hint>;
  if (failed) return <Hint>{t.searchFailed}</Hint>;
  if (!hits) {
    return (
      <div role="status" aria-label={t.searching} className="grid gap-4 p-3">
        {[0, 1, 2].map(i => (
          <Skeleton key={i} className="h-10" />
        ))}
      </div>
    );
  }
  if (hits.length === 0) return <Hint>{t.nothingAbout(wanted)}</Hint>;
  return (
    <ul aria-label={t.results} className="grid gap-0.5">
      {hits.map(hit => (
        <Hit key={`${hit.conversation} ${hit.seq}`} hit={hit} onClose={onClose} />
      ))}
    </ul>
  );
}

function Hit({ hit, onClose }: { hit: SearchHit; onClose: () => void }) {
  const t = useText().common;
  const conversation = useChat(state => state.conversations[hit.conversation]);
  const name = useName(hit.sender);
  const me = useChat(state => state.me);
  const pieces =
    hit.highlight === undefined ? [{ text: hit.text, marked: false }] : highlighted(hit.highlight);
  return (
    <li>
      <button
        type="button"
        onClick={() => {
          setJump({ conversation: hit.conversation, seq: hit.seq });
          go(toConversation(hit.conversation));
          onClose();
        }}
        className="flex w-full gap-3 rounded-xl px-3 py-2.5 text-left transition-colors hover:bg-hover focus-visible:-outline-offset-2"
      >
        <Avatar id={hit.sender} name={name} size="sm" />
        <span className="grid min-w-0 flex-1 grid-cols-1 gap-0.5">
          <span className="flex items-baseline gap-2 text-sm">
            <span className="font-semibold">{hit.sender === me ? t.you : name}</span>
            {conversation?.type === 'group' && <In conversation={conversation} />}
            <time dateTime={hit.at} className="ml-auto shrink-0 text-xs text-faint">
              {shortTime(hit.at)}
            </time>
          </span>
          <span className="line-clamp-2 text-soft [&_mark]:text-ink">
            {pieces.map((piece, i) => (piece.marked ? <mark key={i}>{piece.text}</mark> : piece.text))}
          </span>
        </span>
      </button>
    </li>
  );
}

function In({ conversation }: { conversation: Conversation }) {
  const t = useText().messages;
  return <span className="truncate text-faint">{t.in(useTitle(conversation))}</span>;
}

const Hint = ({ children }: { children: React.ReactNode }) => (
  <p className="px-4 py-12 text-center text-faint">{children}</p>
);
