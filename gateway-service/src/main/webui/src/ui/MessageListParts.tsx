import { ArrowDown } from 'lucide-react';
import type { Conversation } from '../api/types';
import type { MessageRow as MessageRowData, Row } from '../chat/rows';
import { useText } from '../i18n';
import type { SystemEvent } from '../protocol';
import { dayLabel } from './format';
import { MessageRow } from './MessageRow';
import { useSystemText, useTitle } from './names';
import { Skeleton } from './parts';

export interface ListContext {
  readonly conversation: Conversation;
  /** Whether the beginning of the conversation is loaded. */
  readonly start: boolean;
  /** Whether its end is. */
  readonly end: boolean;
  readonly empty: boolean;
}

/** Above the rows. The beginning goes with the first of them, as a short conversation lies at the lower edge. */
export function Top({ conversation, start, empty }: ListContext) {
  const t = useText().messages;
  if (!start) return <Loading label={t.loadingOlder} />;
  return empty ? <Beginning conversation={conversation} empty /> : null;
}

function Beginning({ conversation, empty = false }: { conversation: Conversation; empty?: boolean }) {
  const t = useText().messages;
  const title = useTitle(conversation);
  return (
    <div className="mx-auto max-w-[52rem] px-5 pt-10 pb-4 text-center text-soft">
      <p>
        {conversation.type === 'direct' ? t.beginningWith : t.beginningOf}
        <span className="font-semibold text-ink">{title}</span>.{empty && t.sayHello}
      </p>
    </div>
  );
}

export function Bottom({ end }: ListContext) {
  const t = useText().messages;
  return end ? <div className="h-3" /> : <Loading label={t.loadingNewer} />;
}

function Loading({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label} className="mx-auto grid w-full max-w-[52rem] gap-3 p-5">
      <Skeleton className="h-10 w-64 !rounded-2xl" />
      <Skeleton className="h-10 w-48 justify-self-end !rounded-2xl" />
    </div>
  );
}

export function JumpToLatest({ count, onClick }: { count: number; onClick: () => void }) {
  const t = useText().messages;
  return (
    <button
      type="button"
      aria-label={t.jumpToLatest}
      onClick={onClick}
      className="absolute bottom-4 left-1/2 flex h-10 min-w-11 -translate-x-1/2 animate-up items-center justify-center gap-2 rounded-full border border-line bg-raised px-3 font-semibold shadow-pop transition-colors hover:bg-hover"
    >
      {count > 0 && <span className="text-sm text-accent">{t.newBelow(count)}</span>}
      <ArrowDown className="size-5 text-soft" aria-hidden />
    </button>
  );
}

export function RowView({
  row,
  conversation,
  quoted,
  flash,
  first,
}: {
  row: Row;
  conversation: Conversation;
  quoted: MessageRowData | undefined;
  flash: number | undefined;
  /** The first of the whole conversation. */
  first: boolean;
}) {
  const t = useText().messages;
  return (
    <div data-row={row.key} className="mx-auto w-full max-w-[52rem] px-3 md:px-5">
      {first && <Beginning conversation={conversation} />}
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
