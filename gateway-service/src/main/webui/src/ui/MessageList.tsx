import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type Components, type ListRange, Virtuoso, type VirtuosoHandle } from 'react-virtuoso';
import { toast } from 'sonner';
import type { Conversation } from '../api/types';
import type { Placement } from '../chat/placement';
import type { MessageRow as MessageRowData, Row } from '../chat/rows';
import { readSeqOf } from '../chat/conversationState';
import { useChat } from '../chat/store';
import { shown, type Timeline } from '../chat/timeline';
import { useText } from '../i18n';
import { useEngine } from './engineContext';
import { setJump, useJump } from './jump';
import { calmMotion, useVisible } from './media';
import { Bottom, JumpToLatest, type ListContext, RowView, Top } from './MessageListParts';
import { keepPosition, positionOf } from './positions';
import { useView, type View } from './view';

/** So many rows from the edge of what is loaded, more is. */
const NEAR_EDGE = 12;
/** Milliseconds until a page that could not be had is asked for again. */
const RETRY = 3_000;
const HIGHLIGHT = 2_200;
/** Pixels left above the line for new messages. */
const ABOVE_NEW = 80;

interface Props {
  conversation: Conversation;
  placement: Placement;
  timeline: Timeline;
}

/** The messages, of which only those near the view exist in the document. Mounted anew when others take their place. */
export function MessageList({ conversation, placement, timeline }: Props) {
  const t = useText().messages;
  const engine = useEngine();
  const list = useRef<VirtuosoHandle>(null);
  const { rows, first } = placement;
  const bySeq = useMemo(() => indexBySeq(rows), [rows]);
  const initial = useInitialPlace(conversation.id, rows, bySeq);
  const view = useView(conversation.id, initial.align === 'end');
  const { stickiness, atEnd } = view;
  const detached = timeline.window !== undefined;
  useEffect(() => stickiness.reachesTail(!detached), [stickiness, detached, rows]);
  const flash = useJumps(conversation.id, bySeq, index => {
    stickiness.release();
    list.current?.scrollToIndex({ index, align: 'center' });
  });
  useReading(conversation, timeline, view);
  useOwnSends(rows, stickiness.stick);
  const onRange = useEdges(conversation.id, placement, timeline);

  const slice = shown(timeline);
  const context = useMemo<ListContext>(
    () => ({ conversation, start: slice.from <= 1, end: !detached, empty: rows.length === 0 }),
    [conversation, slice.from, detached, rows.length],
  );
  const toLatest = () => {
    keepPosition(conversation.id, 'end');
    engine.reader.toEnd(conversation.id).catch(() => toast(t.historyFailed));
    if (calmMotion()) stickiness.stick();
    else if (!detached) list.current?.scrollToIndex({ index: 'LAST', align: 'end', behavior: 'smooth' });
  };
  return (
    <div role="log" aria-label={t.messages} aria-live="polite" className="relative min-h-0 flex-1">
      <Virtuoso<Row, ListContext>
        ref={list}
        data={rows}
        context={context}
        components={COMPONENTS}
        firstItemIndex={first}
        initialTopMostItemIndex={initial}
        computeItemKey={(_, row) => row.key}
        itemContent={(_, row) => (
          <RowView
            row={row}
            conversation={conversation}
            quoted={quotedBy(row, rows, bySeq)}
            flash={flash}
            first={context.start && row === rows[0]}
          />
        )}
        alignToBottom
        scrollerRef={stickiness.attach}
        totalListHeightChanged={stickiness.settle}
        rangeChanged={onRange}
        increaseViewportBy={{ top: 600, bottom: 300 }}
        className="h-full [overflow-anchor:none]"
        tabIndex={-1}
      />
      {!atEnd && rows.length > 0 && <JumpToLatest count={conversation.unread} onClick={toLatest} />}
    </div>
  );
}

const COMPONENTS: Components<Row, ListContext> = {
  Header: ({ context }) => <Top {...context} />,
  Footer: ({ context }) => <Bottom {...context} />,
};

function indexBySeq(rows: readonly Row[]): ReadonlyMap<number, number> {
  const index = new Map<number, number>();
  rows.forEach((row, i) => {
    const seq = row.is === 'message' ? row.message.seq : row.event.seq;
    if (seq !== undefined) index.set(seq, i);
  });
  return index;
}

function quotedBy(
  row: Row,
  rows: readonly Row[],
  bySeq: ReadonlyMap<number, number>,
): MessageRowData | undefined {
  if (row.is !== 'message' || row.message.replyTo === undefined) return undefined;
  const quoted = rows[bySeq.get(row.message.replyTo) ?? -1];
  return quoted?.is === 'message' ? quoted : undefined;
}

/** Where to start: where a jump leads, where one was, at the first new message, or at the end. */
function useInitialPlace(conversation: string, rows: readonly Row[], bySeq: ReadonlyMap<number, number>) {
  const [place] = useState(() => {
    const { jump } = useJump.getState();
    const target = jump?.conversation === conversation ? bySeq.get(jump.seq) : undefined;
    if (target !== undefined) return { index: target, align: 'center' as const };
    const position = positionOf(conversation);
    if (typeof position === 'object') {
      const kept = rows.findIndex(row => row.key === position.key);
      if (kept >= 0) return { index: kept, align: 'start' as const, offset: -position.offset };
    }
    const firstNew = rows.findIndex(row => row.firstNew);
    if (firstNew >= 0 && position !== 'end')
      return { index: firstNew, align: 'start' as const, offset: -ABOVE_NEW };
    return { index: Math.max(0, rows.length - 1), align: 'end' as const };
  });
  return place;
}

/** Loads more when the view comes near to an edge of what is loaded. */
function useEdges(conversation: string, placement: Placement, timeline: Timeline) {
  const engine = useEngine();
  const range = useRef<ListRange>(undefined);
  const [retries, retry] = useState(0);
  const check = useCallback(() => {
    const view = range.current;
    const { rows, first } = placement;
    const again = () => setTimeout(() => retry(count => count + 1), RETRY);
    if (!view) return;
    if (shown(timeline).from > 1 && view.startIndex - first < NEAR_EDGE)
      engine.reader.older(conversation).catch(again);
    if (timeline.window && first + rows.length - view.endIndex < NEAR_EDGE)
      engine.reader.newer(conversation).catch(again);
  }, [engine, conversation, placement, timeline]);
  useEffect(check, [check, retries]);
  return useCallback(
    (view: ListRange) => {
      range.current = view;
      check();
    },
    [check],
  );
}

/** Goes to where a jump leads, once that is loaded. Answers which message to flash. */
function useJumps(
  conversation: string,
  bySeq: ReadonlyMap<number, number>,
  scrollTo: (index: number) => void,
): number | undefined {
  const jump = useJump(state => (state.jump?.conversation === conversation ? state.jump : undefined));
  const [flash, setFlash] = useState<number>();
  const scroll = useRef(scrollTo);
  useEffect(() => {
    scroll.current = scrollTo;
  });
  useEffect(() => {
    const index = jump && bySeq.get(jump.seq);
    if (!jump || index === undefined) return;
    const timer = setTimeout(() => {
      scroll.current(index);
      setFlash(jump.seq);
      setJump(undefined);
    }, 50);
    return () => clearTimeout(timer);
  }, [jump, bySeq]);
  useEffect(() => {
    if (flash === undefined) return;
    const timer = setTimeout(() => setFlash(undefined), HIGHLIGHT);
    return () => clearTimeout(timer);
  }, [flash]);
  return flash;
}

/** Tells how far was read, while somebody may be looking: what was in view, or all when the end is. */
function useReading(conversation: Conversation, timeline: Timeline, { atEnd, lastSeen }: View): void {
  const engine = useEngine();
  const me = useChat(state => state.me);
  const visible = useVisible();
  const readSeq = readSeqOf(conversation, me);
  const inView = atEnd && !timeline.window ? timeline.tail.to : lastSeen;
  // Somebody who jumped over unread messages has not read them.
  const seen = atEnd || shown(timeline).from <= readSeq + 1 ? inView : 0;
  useEffect(() => {
    if (visible && seen > readSeq) engine.read(conversation.id, seen);
  }, [engine, conversation.id, visible, seen, readSeq]);
}

/** Whoever sends something wants to see it. */
function useOwnSends(rows: readonly Row[], toEnd: () => void): void {
  const last = rows.at(-1);
  const sending = last?.is === 'message' && last.state === 'sending' ? last.key : undefined;
  useEffect(() => {
    if (sending !== undefined) toEnd();
  }, [sending, toEnd]);
}
