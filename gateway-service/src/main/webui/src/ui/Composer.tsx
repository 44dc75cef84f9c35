import { ArrowUp, Pencil, Reply, Smile, X } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Conversation, User } from '../api/types';
import { useName } from '../api/users';
import { type MessageRow, rowsOf } from '../chat/rows';
import { split } from '../chat/split';
import { useChat } from '../chat/store';
import { itemsOf } from '../chat/timeline';
import { useText as useCatalogue } from '../i18n';
import type { Uuid } from '../protocol';
import { draftKey, setDraft, useDrafts } from './drafts';
import { EmojiPopover } from './EmojiPopover';
import { useEngine } from './engineContext';
import { focusComposer } from './focusComposer';
import { MENTION_LIST, MentionList, mentionOption } from './MentionList';
import { mentionBefore, suggestions, useMembers } from './mentionNames';
import { plainText } from './markdown';
import { hasPointer } from './media';
import { IconButton } from './parts';
import { keepPosition } from './positions';

export type Composing = { readonly is: 'reply' | 'edit'; readonly row: MessageRow };

/** Characters of a message at most, as the contract has it. */
const LONGEST = 8000;
const COUNT_FROM = 7500;
const TALLEST = 200;

export function Composer({
  conversation,
  composing,
  onDone,
  onEditLast,
}: {
  conversation: Conversation;
  composing: Composing | undefined;
  onDone: () => void;
  onEditLast: (row: MessageRow) => void;
}) {
  const t = useCatalogue().messages;
  const engine = useEngine();
  const [text, setText] = useText(conversation.id, composing);
  const area = useRef<HTMLTextAreaElement>(null);
  const editing = composing?.is === 'edit';
  const left = LONGEST - text.length;
  const parts = !editing && left < 0 ? split(text, LONGEST).length : 1;
  const ready = text.trim() !== '' && (left >= 0 || !editing);
  const mentions = useMentions(conversation, text, area, setText);
  const [picking, setPicking] = useState(false);

  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${Math.min(TALLEST, element.scrollHeight)}px`;
  }, [text]);

  useEffect(() => {
    if (hasPointer()) focusComposer();
  }, []);

  const submit = () => {
    if (!ready) return;
    const trimmed = text.trim();
    const seq = composing?.row.message.seq;
    if (composing?.is !== 'edit') send(trimmed, seq);
    else if (seq !== undefined && trimmed !== composing.row.message.text)
      engine.edit(conversation.id, seq, trimmed);
    setText('');
    onDone();
    focusComposer();
  };

  /** What is too long for one message goes as several; whoever sends wants to see it. */
  const send = (whole: string, replyTo: number | undefined) => {
    keepPosition(conversation.id, 'end');
    // Sending does not wait for it; without it the own message is not in view, and the list offers the way there.
    engine.reader.toEnd(conversation.id).catch(() => undefined);
    split(whole, LONGEST).forEach((part, i) =>
      engine.send(conversation.id, part, i === 0 ? replyTo : undefined),
    );
  };

  const insert = (piece: string) => {
    const at = area.current?.selectionStart ?? text.length;
    setText(text.slice(0, at) + piece + text.slice(area.current?.selectionEnd ?? at));
    setTimeout(() => area.current?.setSelectionRange(at + piece.length, at + piece.length));
  };

  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || mentions.onKey(event)) return;
    if (event.key === 'Enter' && !event.shiftKey && (hasPointer() || event.ctrlKey)) {
      event.preventDefault();
      submit();
    } else if (event.key === 'Escape' && composing) {
      event.preventDefault();
      onDone();
    } else if (event.key === 'ArrowUp' && text === '' && !composing) {
      const last = lastOwn(conversation.id);
      if (!last) return;
      event.preventDefault();
      onEditLast(last);
    }
  };

  return (
    <form
      className="relative mx-auto w-full max-w-[52rem] shrink-0 px-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] md:px-5 md:pb-5"
      onSubmit={event => {
        event.preventDefault();
        submit();
      }}
    >
      {mentions.list}
      <div className="rounded-3xl border border-line bg-surface shadow-bubble transition-colors focus-within:border-accent/60">
        {composing && <Context composing={composing} onCancel={onDone} />}
        <div className="flex items-end gap-2 p-1.5 pl-4">
          <textarea
            id="composer"
            dir="auto"
            ref={area}
            aria-label={t.message}
            placeholder={t.write}
            rows={1}
            value={text}
            onKeyDown={onKey}
            {...mentions.attributes}
            onChange={event => {
              setText(event.target.value);
              mentions.follow(event.target.selectionStart);
              if (event.target.value.trim() !== '' && composing?.is !== 'edit')
                engine.typing(conversation.id);
            }}
            className="min-h-10 flex-1 resize-none bg-transparent py-2 leading-6 outline-none placeholder:text-faint"
          />
          {parts > 1 && (
            <span data-part="parts" className="self-center text-xs text-faint">
              {t.inParts(parts)}
            </span>
          )}
          {text.length > COUNT_FROM && parts === 1 && (
            <span
              className={`py-2.5 text-xs tabular-nums ${left < 0 ? 'font-semibold text-danger' : 'text-faint'}`}
            >
              {left}
            </span>
          )}
          <EmojiPopover open={picking} onOpenChange={setPicking} onPick={insert} onClosed={focusComposer}>
            <span className="inline-grid">
              <IconButton
                label={t.emoji}
                side="top"
                aria-haspopup="dialog"
                aria-expanded={picking}
                onClick={() => setPicking(!picking)}
                className="!rounded-full"
              >
                <Smile />
              </IconButton>
            </span>
          </EmojiPopover>
          <IconButton
            type="submit"
            side="top"
            label={composing?.is === 'edit' ? t.saveChanges : t.send}
            disabled={!ready}
            className="!rounded-full !bg-accent !text-on-accent hover:!bg-accent-strong disabled:!bg-transparent disabled:!text-faint"
          >
            <ArrowUp strokeWidth={2.5} />
          </IconButton>
        </div>
      </div>
    </form>
  );
}

/** The names that may be meant while somebody writes one: chosen with the arrows and Enter or Tab, or with a click. */
function useMentions(
  conversation: Conversation,
  text: string,
  area: RefObject<HTMLTextAreaElement | null>,
  setText: (text: string) => void,
) {
  const me = useChat(state => state.me);
  const [caret, setCaret] = useState(0);
  const [dismissed, setDismissed] = useState<number>();
  const [chosen, setChosen] = useState(0);
  const begun = conversation.type === 'group' ? mentionBefore(text, caret) : undefined;
  const members = useMembers(conversation, begun !== undefined);
  const users = begun && begun.start !== dismissed ? suggestions(members, begun.query, me) : [];
  const active = Math.min(chosen, users.length - 1);
  const current = users[active];

  const pick = (user: User) => {
    if (!begun) return;
    const before = `${text.slice(0, begun.start)}@${user.username} `;
    setText(before + text.slice(caret));
    setCaret(before.length);
    setTimeout(() => area.current?.setSelectionRange(before.length, before.length));
  };
  const onKey = (event: KeyboardEvent): boolean => {
    if (!current || !begun) return false;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) setChosen((active + step + users.length) % users.length);
    else if (event.key === 'Enter' || event.key === 'Tab') pick(current);
    else if (event.key === 'Escape') setDismissed(begun.start);
    else return false;
    event.preventDefault();
    return true;
  };
  const follow = (at: number) => {
    setCaret(at);
    setChosen(0);
  };
  return {
    onKey,
    follow,
    list: current && <MentionList users={users} active={active} onPick={pick} />,
    attributes: {
      // Not each time: the arrows that choose a name are no movement of the caret.
      onSelect: () => {
        const at = area.current?.selectionStart ?? 0;
        if (at !== caret) follow(at);
      },
      'aria-autocomplete': 'list' as const,
      'aria-controls': current ? MENTION_LIST : undefined,
      'aria-activedescendant': current && mentionOption(current),
    },
  };
}

/** The draft of a conversation; while a message is edited, that one's text, and the draft waits. */
function useText(conversation: Uuid, composing: Composing | undefined): [string, (text: string) => void] {
  const me = useChat(state => state.me);
  const key = draftKey(me, conversation);
  const draft = useDrafts(state => state.texts[key] ?? '');
  const [edited, setEdited] = useState('');
  const editing = composing?.is === 'edit' ? composing.row : undefined;
  const [seen, setSeen] = useState(editing);
  if (seen !== editing) {
    setSeen(editing);
    setEdited(editing?.message.text ?? '');
  }
  return editing ? [edited, setEdited] : [draft, text => setDraft(key, text)];
}

function Context({ composing, onCancel }: { composing: Composing; onCancel: () => void }) {
  const t = useCatalogue();
  const { is, row } = composing;
  const me = useChat(state => state.me);
  const name = useName(row.message.sender);
  const Icon = is === 'edit' ? Pencil : Reply;
  return (
    <div
      data-composing={is}
      className="flex animate-in items-center gap-3 border-b border-line py-2 pr-2 pl-4"
    >
      <Icon className="size-4.5 shrink-0 text-accent" aria-hidden />
      <span className="grid min-w-0 flex-1 grid-cols-1 text-[0.8125rem] leading-snug">
        <span className="font-semibold text-accent">
          {is === 'edit'
            ? t.messages.editYours
            : row.message.sender === me
              ? t.messages.replyToYourself
              : t.messages.replyTo(name)}
        </span>
        <span className="truncate text-soft">{plainText(row.message.text)}</span>
      </span>
      <IconButton label={t.common.cancel} side="top" onClick={onCancel} className="!size-8">
        <X />
      </IconButton>
    </div>
  );
}

/** One's own last message, if it can be edited. */
function lastOwn(conversation: Uuid): MessageRow | undefined {
  const { me, timelines } = useChat.getState();
  const items = itemsOf(timelines[conversation]?.tail.events ?? []);
  const marks = { delivered: 0, seen: 0 };
  const rows = rowsOf({ items, pending: [], me, marks, firstNew: undefined, atEnd: false });
  return rows.findLast(
    (row): row is MessageRow => row.is === 'message' && row.message.sender === me && !row.message.deleted,
  );
}
