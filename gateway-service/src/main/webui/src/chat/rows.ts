import type { Member } from '../api/types';
import type { Instant, Outgoing, SystemEvent, Uuid } from '../protocol';
import type { Pending } from './store';
import { type Item, type Message, previewed } from './timeline';

export type MessageState = 'sending' | 'sent' | 'delivered' | 'seen' | 'failed' | 'received';

/** A message as a row: in the log, or on its way there. */
export interface MessageRow {
  readonly is: 'message';
  readonly key: string;
  readonly message: Omit<Message, 'seq'> & { readonly seq: number | undefined };
  readonly state: MessageState;
  readonly reason: string | undefined;
  /** A change of ours to it is on its way. */
  readonly changing: boolean;
  /** Follows a message of the same sender closely: no name, no avatar, less distance. */
  readonly continued: boolean;
  /** The last of such a run. */
  readonly last: boolean;
  readonly day: Instant | undefined;
  readonly firstNew: boolean;
}

export interface SystemRow {
  readonly is: 'system';
  readonly key: string;
  readonly event: SystemEvent;
  readonly day: Instant | undefined;
  readonly firstNew: false;
}

export type Row = MessageRow | SystemRow;

/** Messages of one sender within this time (milliseconds) are shown as one run. */
const RUN = 5 * 60_000;

export interface Marks {
  /** Up to this seq every other member has it on a device. */
  readonly delivered: number;
  /** Up to this seq every other member has seen it. */
  readonly seen: number;
}

export function marksOf(members: readonly Member[], me: Uuid): Marks {
  const others = members.filter(member => member.user !== me);
  if (others.length === 0) return { delivered: 0, seen: 0 };
  return {
    delivered: Math.min(...others.map(member => Math.max(member.deliveredSeq, member.readSeq))),
    seen: Math.min(...others.map(member => member.readSeq)),
  };
}

export interface RowsOf {
  readonly items: readonly Item[];
  /** What we have written and is not in the log yet; of a stretch that does not reach the end, only changes are shown. */
  readonly pending: readonly Pending[];
  readonly me: Uuid;
  readonly marks: Marks;
  /** The seq of the message above which the line for new messages is drawn. */
  readonly firstNew: number | undefined;
  readonly atEnd: boolean;
}

/** Rows that are the same as before are the same objects. */
export function rowsOf(from: RowsOf, before: readonly Row[] = []): Row[] {
  const { items, pending, me, marks, firstNew } = from;
  const rows: Row[] = [];
  const arrived = new Set<Uuid>();
  const changes = changesOf(pending);
  for (const item of items) {
    if (item.is === 'system') {
      rows.push(systemRow(item.event, rows.at(-1)));
      continue;
    }
    const own = item.message.sender === me;
    if (own) arrived.add(item.message.id);
    const mine = changes.get(item.message.seq) ?? NO_CHANGES;
    const message = mine.reduce((now, change) => previewed(now, change.frame, me), item.message);
    const state = own ? stateOf(message.seq, marks) : 'received';
    rows.push(messageRow({ message, state, firstNew, changing: mine.length > 0 }, rows.at(-1)));
  }
  for (const { frame, at, state, reason } of from.atEnd ? pending : []) {
    if (frame.type !== 'send' || arrived.has(frame.id)) continue;
    rows.push(messageRow({ message: pendingMessage(frame, at, me), state, reason }, rows.at(-1)));
  }
  const whole = rows.map((row, i) =>
    row.is === 'message' ? { ...row, last: !isContinued(rows[i + 1]) } : row,
  );
  return reused(whole, before);
}

const NO_CHANGES: readonly Pending[] = [];

function changesOf(pending: readonly Pending[]): ReadonlyMap<number, Pending[]> {
  const changes = new Map<number, Pending[]>();
  for (const one of pending) {
    if (one.frame.type === 'send' || one.state === 'failed') continue;
    changes.set(one.frame.target, [...(changes.get(one.frame.target) ?? []), one]);
  }
  return changes;
}

function reused(rows: Row[], before: readonly Row[]): Row[] {
  const known = new Map(before.map(row => [row.key, row]));
  return rows.map(row => {
    const old = known.get(row.key);
    return old && isSame(old, row) ? old : row;
  });
}

function isSame(a: Row, b: Row): boolean {
  const keys = Object.keys(b) as (keyof Row)[];
  return a.is === b.is && keys.every(key => a[key] === b[key]);
}

const isContinued = (row: Row | undefined) => row?.is === 'message' && row.continued;

function stateOf(seq: number, { delivered, seen }: Marks): MessageState {
  if (seq <= seen) return 'seen';
  return seq <= delivered ? 'delivered' : 'sent';
}

function systemRow(event: SystemEvent, before: Row | undefined): SystemRow {
  return { is: 'system', key: `s${event.seq}`, event, day: newDay(event.at, before), firstNew: false };
}

interface RowParts {
  readonly message: MessageRow['message'];
  readonly state: MessageState;
  readonly reason?: string | undefined;
  readonly changing?: boolean;
  readonly firstNew?: number | undefined;
}

function messageRow(parts: RowParts, before: Row | undefined): MessageRow {
  const { message, state, reason, changing = false, firstNew } = parts;
  const day = newDay(message.at, before);
  const isFirstNew = firstNew !== undefined && message.seq === firstNew;
  const close =
    before?.is === 'message' &&
    before.message.sender === message.sender &&
    Date.parse(message.at) - Date.parse(before.message.at) < RUN;
  return {
    is: 'message',
    // The same before and after it has a seq, so that it does not blink when it gets one.
    key: `${message.sender} ${message.id}`,
    message,
    state,
    reason,
    changing,
    continued: close && day === undefined && !isFirstNew,
    last: true,
    day,
    firstNew: isFirstNew,
  };
}

function newDay(at: Instant, before: Row | undefined): Instant | undefined {
  if (!before) return at;
  const last = before.is === 'message' ? before.message.at : before.event.at;
  return new Date(last).toDateString() === new Date(at).toDateString() ? undefined : at;
}

type Send = Extract<Outgoing, { type: 'send' }>;

/** Made once for each frame, so that a row of it stays the same. */
const pendingMessages = new WeakMap<Send, MessageRow['message']>();

function pendingMessage(frame: Send, at: Instant, me: Uuid): MessageRow['message'] {
  const known = pendingMessages.get(frame);
  if (known) return known;
  const { id, text, replyTo } = frame;
  const rest = { editedAt: undefined, deleted: false, reactions: [] };
  const message = { seq: undefined, id, sender: me, at, text, replyTo, ...rest };
  pendingMessages.set(frame, message);
  return message;
}
