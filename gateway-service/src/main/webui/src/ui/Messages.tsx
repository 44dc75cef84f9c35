import { useEffect, useMemo, useState } from 'react';
import { toast } from 'sonner';
import type { Conversation } from '../api/types';
import { place, type Placement } from '../chat/placement';
import { marksOf, type Row, rowsOf } from '../chat/rows';
import { unreadAfterOf } from '../chat/conversationState';
import { useChat } from '../chat/store';
import { itemsOf, shown, type Timeline } from '../chat/timeline';
import { text, useText } from '../i18n';
import type { Uuid } from '../protocol';
import { useEngine } from './engineContext';
import { setJump, useJump } from './jump';
import { MessageList } from './MessageList';
import { Button, Skeleton } from './parts';

/** Enough events to fill a screen. */
const ENOUGH = 30;
/** With more unread messages than this, reading starts at the first of them rather than near the end. */
const UNREAD_AT_ONCE = 60;

const NO_PENDING: readonly never[] = [];

/** The messages of the open conversation, from what is loaded to what is shown. */
export function Messages({ conversation, timeline }: { conversation: Conversation; timeline: Timeline }) {
  const t = useText();
  const me = useChat(state => state.me);
  // What was unread when the conversation was opened stays marked as new while it is open.
  const [readBefore] = useState(() => (conversation.unread > 0 ? unreadAfterOf(conversation, me) : Infinity));
  const { state, retry } = useFirstPage(conversation, timeline, readBefore);
  const rows = useRows(conversation, timeline, readBefore);
  const placement = usePlacement(rows);
  useJumpLoading(conversation.id, timeline, state === 'loaded');

  if (state === 'failed' && rows.length === 0) {
    return (
      <div className="grid flex-1 place-items-center p-8">
        <div className="grid justify-items-center gap-4 text-center text-soft">
          <p>{t.messages.historyFailed}</p>
          <Button look="quiet" onClick={retry}>
            {t.common.tryAgain}
          </Button>
        </div>
      </div>
    );
  }
  if (state === 'loading') return <MessagesSkeleton />;
  return (
    <MessageList
      key={placement.generation}
      conversation={conversation}
      placement={placement}
      timeline={timeline}
    />
  );
}

function useRows(conversation: Conversation, timeline: Timeline, readBefore: number): Row[] {
  const me = useChat(state => state.me);
  const pending = useChat(state => state.pending[conversation.id] ?? NO_PENDING);
  const { events, from } = shown(timeline);
  const items = useMemo(() => itemsOf(events), [events]);
  const { delivered, seen } = marksOf(conversation.members, me);
  const atEnd = timeline.window === undefined;
  const [reuse] = useState(rowReuse);
  return useMemo(() => {
    const first = items.find(
      item => item.is === 'message' && item.message.sender !== me && item.message.seq > readBefore,
    );
    const firstNew = first?.is === 'message' && from <= readBefore + 1 ? first.message.seq : undefined;
    return reuse({ items, pending, me, marks: { delivered, seen }, firstNew, atEnd });
  }, [items, pending, me, delivered, seen, readBefore, from, atEnd, reuse]);
}

/** Rows as they were made last are taken again where nothing has changed, so that they are not rendered again. */
function rowReuse() {
  let last: Row[] = [];
  return (parts: Parameters<typeof rowsOf>[0]): Row[] => (last = rowsOf(parts, last));
}

function usePlacement(rows: readonly Row[]): Placement {
  const [placement, setPlacement] = useState(() => place(undefined, rows));
  const next = place(placement, rows);
  if (next !== placement) setPlacement(next);
  return next;
}

/** Loads what a screen needs: around where a jump leads or where many unread messages begin, or else the end. */
function useFirstPage(conversation: Conversation, timeline: Timeline, readBefore: number) {
  const { reader } = useEngine();
  const { id, unread } = conversation;
  const { from, events } = shown(timeline);
  const [state, setState] = useState<'loading' | 'loaded' | 'failed'>(() => {
    const enough = from <= 1 || events.length >= Math.max(ENOUGH, Math.min(unread, UNREAD_AT_ONCE));
    return enough || timeline.window ? 'loaded' : 'loading';
  });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (state === 'loaded') return;
    let gone = false;
    const { jump } = useJump.getState();
    const load =
      jump?.conversation === id
        ? reader.around(id, jump.seq)
        : unread > UNREAD_AT_ONCE
          ? reader.around(id, readBefore + 1)
          : reader.older(id);
    load.then(() => !gone && setState('loaded')).catch(() => !gone && setState('failed'));
    return () => {
      gone = true;
    };
    // Once for each attempt: neither a count that changes meanwhile nor the outcome is a reason to ask again.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [reader, id, attempt]);
  const retry = () => {
    setState('loading');
    setAttempt(attempt + 1);
  };
  return { state, retry };
}

/** A quote, a search hit or a link may lead to what is not loaded. */
function useJumpLoading(id: Uuid, timeline: Timeline, ready: boolean): void {
  const { reader } = useEngine();
  const jump = useJump(state => (state.jump?.conversation === id ? state.jump : undefined));
  const { from, to } = shown(timeline);
  const last = timeline.tail.to;
  useEffect(() => {
    if (!jump || !ready) return;
    const give = (up: string) => {
      setJump(undefined);
      toast(up);
    };
    if (jump.seq < 1 || jump.seq > last) return give(text().messages.notHere);
    if (from <= jump.seq && jump.seq <= to) {
      // Loaded: the list goes there, unless it is an event that is not shown.
      const timer = setTimeout(() => setJump(undefined), 1000);
      return () => clearTimeout(timer);
    }
    reader.around(id, jump.seq).catch(() => give(text().messages.historyFailed));
  }, [jump, ready, from, to, last, id, reader]);
}

function MessagesSkeleton() {
  const t = useText().messages;
  const shapes = ['w-64', 'w-80 self-end', 'w-48 self-end', 'w-72', 'w-56', 'w-64 self-end'];
  return (
    <div
      role="status"
      aria-label={t.loading}
      className="mx-auto flex w-full max-w-[52rem] flex-1 flex-col justify-end gap-3 p-5"
    >
      {shapes.map(shape => (
        <Skeleton key={shape} className={`h-11 max-w-[70%] !rounded-2xl ${shape}`} />
      ))}
    </div>
  );
}
