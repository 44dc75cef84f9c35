import { ArrowDown } from 'lucide-react';
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type Components, Virtuoso, type VirtuosoHandle } from 'react-virtuoso';
import type { Conversation } from '../api/types';
import type { MessageRow as MessageRowData, Row } from '../chat/rows';
import { readSeqOf, useChat } from '../chat/store';
import type { Timeline } from '../chat/timeline';
import { useText } from '../i18n';
import type { SystemEvent, Uuid } from '../protocol';
import { useEngine } from './engineContext';
import { dayLabel } from './format';
import { setJump, useJump } from './jump';
import { calmMotion, useVisible } from './media';
import { MessageRow } from './MessageRow';
import { useSystemText, useTitle } from './names';
import { Skeleton } from './parts';
import { Stickiness } from './stickiness';

/** Far above any number of rows: prepending counts down from here. */
const BASE = 10_000_000;
const HIGHLIGHT = 2_200;

interface Props {
  conversation: Conversation;
  rows: readonly Row[];
  timeline: Timeline;
}

interface ListContext {
  conversation: Conversation;
  start: boolean;
  empty: boolean;
}

/** The messages, of which only those near the view exist in the document. */
export function MessageList({ conversation, rows, timeline }: Props) {
  const t = useText().messages;
  const engine = useEngine();
  const list = useRef<VirtuosoHandle>(null);
  const [atBottom, setAtBottom] = useState(true);
  const anchored = useAnchor(rows);
  const initial = useInitialPlace(rows);
  const bySeq = useMemo(() => indexBySeq(rows), [rows]);
  const flash = useJumps(conversation.id, list, bySeq, rows.length);
  const unreadBelow = useReading(conversation, timeline, atBottom);
  const { scroller, toBottom } = useStickiness(initial.align === 'end', setAtBottom);
  useOwnSends(rows, toBottom);

  const loadOlder = useCallback(() => {
    // A page that cannot be had now is asked for again when the reader scrolls again.
    engine.older(conversation.id).catch(() => undefined);
  }, [engine, conversation.id]);

  const context = useMemo<ListContext>(
    () => ({ conversation, start: timeline.from <= 1, empty: rows.length === 0 }),
    [conversation, timeline.from, rows.length],
  );
  return (
    <div role="log" aria-label={t.messages} aria-live="polite" className="relative min-h-0 flex-1">
      <Virtuoso<Row, ListContext>
        ref={list}
        data={rows}
        context={context}
        components={COMPONENTS}
        firstItemIndex={BASE - anchored}
        initialTopMostItemIndex={initial}
        computeItemKey={(_, row) => row.key}
        itemContent={(_, row) => (
          <RowView row={row} conversation={conversation} quoted={quotedBy(row, rows, bySeq)} flash={flash} />
        )}
        alignToBottom
        scrollerRef={scroller.attach}
        totalListHeightChanged={scroller.settle}
        startReached={loadOlder}
        increaseViewportBy={{ top: 600, bottom: 300 }}
        className="h-full [overflow-anchor:none]"
        tabIndex={-1}
      />
      {!atBottom && rows.length > 0 && (
        <JumpToLatest
          count={unreadBelow}
          onClick={() =>
            list.current?.scrollToIndex({
              index: 'LAST',
              align: 'end',
              behavior: calmMotion() ? 'auto' : 'smooth',
            })
          }
        />
      )}
    </div>
  );
}

const COMPONENTS: Components<Row, ListContext> = {
  Header: ({ context }) => <Top {...context} />,
  Footer: () => <div className="h-3" />,
};

function Top({ conversation, start, empty }: ListContext) {
  const t = useText().messages;
  const title = useTitle(conversation);
  if (!start) {
    return (
      <div role="status" aria-label={t.loadingOlder} className="mx-auto grid w-full max-w-[52rem] gap-3 p-5">
        <Skeleton className="h-10 w-64 !rounded-2xl" />
        <Skeleton className="h-10 w-48 justify-self-end !rounded-2xl" />
      </div>
    );
  }
  return (
    <div className="mx-auto max-w-[52rem] px-5 pt-10 pb-4 text-center text-soft">
      <p>
        {conversation.type === 'direct' ? t.beginningWith : t.beginningOf}
        <span className="font-semibold text-ink">{title}</span>.{empty && t.sayHello}
      </p>
    </div>
  );
}

function JumpToLatest({ count, onClick }: { count: number; onClick: () => void }) {
  const t = useText().messages;
  return (
    <button
      type="button"
      aria-label={t.jumpToLatest}
      onClick={onClick}
      className="absolute bottom-4 left-1/2 flex h-10 -translate-x-1/2 min-w-11 animate-up items-center justify-center gap-2 rounded-full border border-line bg-raised px-3 font-semibold shadow-pop transition-colors hover:bg-hover"
    >
      {count > 0 && <span className="text-sm text-accent">{t.newBelow(count)}</span>}
      <ArrowDown className="size-5 text-soft" aria-hidden />
    </button>
  );
}

function RowView({
  row,
  conversation,
  quoted,
  flash,
}: {
  row: Row;
  conversation: Conversation;
  quoted: MessageRowData | undefined;
  flash: number | undefined;
}) {
  const t = useText().messages;
  return (
    <div className="mx-auto w-full max-w-[52rem] px-3 md:px-5">
      {row.day !== undefined && <Divider label={dayLabel(row.day)} />}
      {row.firstNew && <Divider label={t.newMessages} accent />}
      {row.is === 'system' ? (
        <SystemLine event={row.event} />
      ) : (
        <MessageRow
          row={row}
          conversation={conversation}
          quoted={quoted}
          flash={flash !== undefined && flash === row.message.seq}
        />
      )}
    </div>
  );
}

function Divider({ label, accent = false }: { label: string; accent?: boolean }) {
  return (
    <div
      role="separator"
      aria-label={label}
      className={`flex items-center gap-4 py-4 text-xs font-semibold ${accent ? 'text-accent' : 'text-faint'}`}
    >
      <span className={`h-px flex-1 ${accent ? 'bg-accent/40' : 'bg-line'}`} />
      {label}
      <span className={`h-px flex-1 ${accent ? 'bg-accent/40' : 'bg-line'}`} />
    </div>
  );
}

function SystemLine({ event }: { event: SystemEvent }) {
  return (
    <p data-event={event.kind} data-seq={event.seq} className="py-2 text-center text-[0.8125rem] text-faint">
      {useSystemText(event)}
    </p>
  );
}

function indexBySeq(rows: readonly Row[]): ReadonlyMap<number, number> {
  const index = new Map<number, number>();
  rows.forEach((row, i) => {
    if (row.is === 'message' && row.message.seq !== undefined) index.set(row.message.seq, i);
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

/** How many rows have come in above the row that was first at the beginning: it keeps its place on screen. */
function useAnchor(rows: readonly Row[]): number {
  const [anchor, setAnchor] = useState(rows[0]?.key);
  if (anchor === undefined && rows[0]) setAnchor(rows[0].key);
  return useMemo(
    () =>
      Math.max(
        0,
        rows.findIndex(row => row.key === anchor),
      ),
    [rows, anchor],
  );
}

/** Where to start: at the first new message, or at the end. */
function useInitialPlace(rows: readonly Row[]) {
  const [place] = useState(() => {
    const firstNew = rows.findIndex(row => row.firstNew);
    if (firstNew >= 0) return { index: firstNew, align: 'start' as const, offset: -80 };
    return { index: Math.max(0, rows.length - 1), align: 'end' as const };
  });
  return place;
}

/** Goes to a message that a search hit or a quote points to, loading history as far as needed. Answers which one to flash. */
function useJumps(
  conversation: Uuid,
  list: RefObject<VirtuosoHandle | null>,
  bySeq: ReadonlyMap<number, number>,
  count: number,
): number | undefined {
  const engine = useEngine();
  const jump = useJump(state => (state.jump?.conversation === conversation ? state.jump : undefined));
  const from = useChat(state => state.timelines[conversation]?.from ?? 1);
  const [flash, setFlash] = useState<number>();
  useEffect(() => {
    if (!jump) return;
    const index = bySeq.get(jump.seq);
    if (index === undefined) {
      if (from <= jump.seq) setJump(undefined);
      else engine.reach(conversation, jump.seq).catch(() => setJump(undefined));
      return;
    }
    const timer = setTimeout(() => {
      list.current?.scrollToIndex({ index, align: 'center' });
      setFlash(jump.seq);
      setJump(undefined);
    }, 50);
    return () => clearTimeout(timer);
  }, [jump, bySeq, from, engine, conversation, list, count]);
  useEffect(() => {
    if (flash === undefined) return;
    const timer = setTimeout(() => setFlash(undefined), HIGHLIGHT);
    return () => clearTimeout(timer);
  }, [flash]);
  return flash;
}

/** Tells that all is read while the end is in view of somebody. Answers how many unread messages are below the view. */
function useReading(conversation: Conversation, timeline: Timeline, atBottom: boolean): number {
  const engine = useEngine();
  const me = useChat(state => state.me);
  const visible = useVisible();
  const readSeq = readSeqOf(conversation, me);
  const { to } = timeline;
  useEffect(() => {
    if (visible && atBottom && to > readSeq) engine.read(conversation.id, to);
  }, [engine, conversation.id, visible, atBottom, to, readSeq]);
  return conversation.unread;
}

/** Whoever sends something wants to see it. */
function useOwnSends(rows: readonly Row[], toBottom: () => void): void {
  const last = rows.at(-1);
  const sending = last?.is === 'message' && last.state === 'sending' ? last.key : undefined;
  useEffect(() => {
    if (sending !== undefined) toBottom();
  }, [sending, toBottom]);
}

/** The end of the list, held. */
function useStickiness(stuck: boolean, onChange: (atBottom: boolean) => void) {
  const [scroller] = useState(() => new Stickiness(stuck, onChange));
  useEffect(() => () => scroller.attach(null), [scroller]);
  return { scroller, toBottom: scroller.stick };
}
