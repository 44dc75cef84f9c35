import clsx from 'clsx';
import { Ban, Check, CheckCheck, CircleAlert, Clock3 } from 'lucide-react';
import { type CSSProperties, memo, useState } from 'react';
import type { Conversation } from '../api/types';
import { useName } from '../api/users';
import type { MessageRow as Data, MessageState } from '../chat/rows';
import { useChat } from '../chat/store';
import type { Reaction } from '../chat/timeline';
import { useText } from '../i18n';
import { useEngine } from './engineContext';
import { exactTimeOf, timeOf } from './format';
import { MessageMenu } from './MessageMenu';
import { Avatar, hueOf } from './parts';
import { Quote } from './Quote';
import { Boundary } from './Boundary';
import { RichText } from './RichText';
import { SeenBy } from './SeenBy';

interface Props {
  row: Data;
  conversation: Conversation;
  quoted: Data | undefined;
  /** Just jumped to: shown for a moment. */
  flash: boolean;
}

export const MessageRow = memo(function MessageRow({ row, conversation, quoted, flash }: Props) {
  const t = useText().messages;
  const me = useChat(state => state.me);
  const { message, state } = row;
  const own = message.sender === me;
  const name = useName(message.sender);
  const group = conversation.type === 'group';
  // The menu is made when it may be needed: a hundred closed menus cost more than the messages.
  const [near, setNear] = useState(false);
  return (
    <article
      aria-label={own ? t.fromYou : t.from(name)}
      data-id={message.id}
      data-seq={message.seq}
      data-sender={message.sender}
      data-own={own}
      data-state={state}
      data-deleted={message.deleted || undefined}
      data-edited={message.editedAt !== undefined || undefined}
      onPointerEnter={() => setNear(true)}
      onFocus={() => setNear(true)}
      className={clsx(
        'group/message relative flex gap-2.5 rounded-2xl transition-colors duration-500',
        own && 'justify-end',
        row.continued ? 'pt-0.5' : 'pt-3',
        flash && 'bg-mark/35',
      )}
    >
      {group && !own && (
        <span className="w-8 shrink-0">
          {!row.continued && <Avatar id={message.sender} name={name} size="sm" />}
        </span>
      )}
      <div
        className={clsx('flex max-w-[min(85%,38rem)] min-w-0 flex-col', own ? 'items-end' : 'items-start')}
      >
        {group && !own && !row.continued && (
          <span
            style={{ '--hue': hueOf(message.sender) } as CSSProperties}
            className="sender-name mb-1 ml-1 text-[0.8125rem] font-semibold"
          >
            {name}
          </span>
        )}
        <div className={clsx('flex max-w-full items-center gap-1', own && 'flex-row-reverse')}>
          <Bubble row={row} own={own} quoted={quoted} conversation={conversation} />
          {message.seq !== undefined && !message.deleted && (
            <MessageMenu row={row} seq={message.seq} own={own} conversation={conversation} ready={near} />
          )}
        </div>
        {message.seq !== undefined && (
          <Reactions conversation={conversation.id} seq={message.seq} reactions={message.reactions} />
        )}
        {state === 'failed' && <Failed id={message.id} reason={row.reason} />}
      </div>
    </article>
  );
});

function Bubble({ row, own, quoted, conversation }: { own: boolean } & Omit<Props, 'flash'>) {
  const t = useText().messages;
  const { message } = row;
  return (
    <div
      className={clsx(
        'min-w-0 rounded-[1.125rem] px-3.5 py-2 shadow-bubble',
        own ? 'bg-own' : 'bg-surface',
        own && (row.continued ? 'rounded-r-md' : 'rounded-br-md'),
        !own && (row.continued ? 'rounded-l-md' : 'rounded-bl-md'),
        row.last && own && '!rounded-br-[1.125rem]',
        row.last && !own && '!rounded-bl-[1.125rem]',
        row.state === 'failed' && 'ring-1 ring-danger/60',
      )}
    >
      {message.replyTo !== undefined && !message.deleted && (
        <Quote conversation={conversation.id} seq={message.replyTo} quoted={quoted} />
      )}
      {message.deleted ? (
        <span data-part="text" className="inline-flex items-center gap-1.5 text-soft italic">
          <Ban className="size-4" aria-hidden /> {t.deleted}
        </span>
      ) : (
        <span
          data-part="text"
          dir="auto"
          className={clsx(
            '[overflow-wrap:anywhere] whitespace-pre-wrap',
            isEmojiOnly(message.text) && 'text-[2rem] leading-tight',
          )}
        >
          <Boundary key={message.text} fallback={message.text}>
            <RichText text={message.text} />
          </Boundary>
        </span>
      )}
      <Meta row={row} own={own} conversation={conversation} />
    </div>
  );
}

/** Time and state, at the end of the last line where they fit. */
function Meta({ row, own, conversation }: { row: Data; own: boolean; conversation: Conversation }) {
  const t = useText().messages;
  const { message, state } = row;
  const told = conversation.type === 'group' && !message.deleted;
  return (
    <span
      className={clsx(
        'float-right mt-[0.35rem] ml-3 inline-flex translate-y-0.5 items-center gap-1 text-[0.6875rem] leading-none font-medium select-none',
        own ? 'text-own-soft' : 'text-faint',
      )}
    >
      {message.editedAt !== undefined && !message.deleted && <span>{t.edited}</span>}
      <time dateTime={message.at} title={exactTimeOf(message.at)} className="tabular-nums">
        {timeOf(message.at)}
      </time>
      {row.changing && <Clock3 role="img" aria-label={t.changing} className="size-3" />}
      {own && told && message.seq !== undefined && (
        <SeenBy conversation={conversation} seq={message.seq}>
          <Ticks state={state} />
        </SeenBy>
      )}
      {own && (!told || message.seq === undefined) && <Ticks state={state} />}
    </span>
  );
}

function Ticks({ state }: { state: MessageState }) {
  const t = useText().messages.states;
  const look = 'size-[0.9375rem]';
  switch (state) {
    case 'sending':
      return <Clock3 role="img" aria-label={t.sending} className="size-3" />;
    case 'sent':
      return <Check role="img" aria-label={t.sent} className={look} />;
    case 'delivered':
      return <CheckCheck role="img" aria-label={t.delivered} className={look} />;
    case 'seen':
      return (
        <CheckCheck role="img" aria-label={t.seen} strokeWidth={2.5} className={clsx(look, 'text-accent')} />
      );
    case 'failed':
      return <CircleAlert role="img" aria-label={t.failed} className={clsx(look, 'text-danger')} />;
    case 'received':
      return null;
  }
}

function Reactions({
  conversation,
  seq,
  reactions,
}: {
  conversation: string;
  seq: number;
  reactions: readonly Reaction[];
}) {
  const engine = useEngine();
  const me = useChat(state => state.me);
  if (reactions.length === 0) return null;
  return (
    <div className="mt-1 flex flex-wrap gap-1">
      {reactions.map(({ emoji, users }) => {
        const mine = users.includes(me);
        return (
          <button
            key={emoji}
            type="button"
            data-emoji={emoji}
            aria-pressed={mine}
            aria-label={`${emoji} ${users.length}`}
            onClick={() => engine.react(conversation, seq, emoji, mine)}
            className="flex h-6.5 items-center gap-1.5 rounded-full border border-line bg-surface px-2 text-sm transition-colors hover:border-faint aria-pressed:border-accent/50 aria-pressed:bg-chosen"
          >
            <span>{emoji}</span>
            <span className="text-xs font-semibold text-soft tabular-nums">{users.length}</span>
          </button>
        );
      })}
    </div>
  );
}

function Failed({ id, reason }: { id: string; reason: string | undefined }) {
  const t = useText().messages;
  const engine = useEngine();
  return (
    <div className="mt-1 flex items-center gap-3 text-[0.8125rem] text-danger">
      <span>{reason ? t.notSentBecause(reason) : t.notSent}</span>
      <button
        type="button"
        className="font-semibold underline underline-offset-2"
        onClick={() => engine.retry(id)}
      >
        {t.retry}
      </button>
      <button
        type="button"
        className="font-semibold underline underline-offset-2"
        onClick={() => engine.discard(id)}
      >
        {t.discard}
      </button>
    </div>
  );
}

/** One to three emoji and nothing else are shown large. */
function isEmojiOnly(text: string): boolean {
  return /^(?:\p{Extended_Pictographic}(?:\uFE0F|\u200D\p{Extended_Pictographic}|\p{Emoji_Modifier})*){1,3}$/u.test(
    text.trim(),
  );
}
