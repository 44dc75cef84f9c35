import type { Member } from '../api/types';
import type { Instant, SystemEvent, Uuid } from '../protocol';
import type { Pending } from './store';
import type { Item, Message } from './timeline';

export type MessageState = 'sending' | 'sent' | 'delivered' | 'seen' | 'failed' | 'received';

/** A message as a row: in the log, or on its way there. */
export interface MessageRow {
  readonly is: 'message';
  readonly key: string;
  readonly message: Omit<Message, 'seq'> & { readonly seq: number | undefined };
  readonly state: MessageState;
  readonly reason: string | undefined;
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

/** `firstNew`: the seq of the message above which the line for new messages is drawn. */
export function rowsOf(
  items: readonly Item[],
  pending: readonly Pending[],
  me: Uuid,
  marks: Marks,
  firstNew: number | undefined,
): Row[] {
  const rows: Row[] = [];
  const arrived = new Set<Uuid>();
  for (const item of items) {
    if (item.is === 'system') {
      rows.push(systemRow(item.event, rows.at(-1)));
      continue;
    }
    const { message } = item;
    const own = message.sender === me;
    if (own) arrived.add(message.id);
    rows.push(messageRow(message, own ? stateOf(message.seq, marks) : 'received', firstNew, rows.at(-1)));
  }
  for (const one of pending) {
    if (!arrived.has(one.frame.id)) {
      rows.push(messageRow(pendingMessage(one, me), one.state, undefined, rows.at(-1), one.reason));
    }
  }
  return rows.map((row, i) => (row.is === 'message' ? { ...row, last: !isContinued(rows[i + 1]) } : row));
}

const isContinued = (row: Row | undefined) => row?.is === 'message' && row.continued;

function stateOf(seq: number, { delivered, seen }: Marks): MessageState {
  if (seq <= seen) return 'seen';
  return seq <= delivered ? 'delivered' : 'sent';
}

function systemRow(event: SystemEvent, before: Row | undefined): SystemRow {
  return { is: 'system', key: `s${event.seq}`, event, day: newDay(event.at, before), firstNew: false };
}

function messageRow(
  message: MessageRow['message'],
  state: MessageState,
  firstNew: number | undefined,
  before: Row | undefined,
  reason?: string,
): MessageRow {
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

const pendingMessage = ({ frame, at }: Pending, me: Uuid): MessageRow['message'] => ({
  seq: undefined,
  id: frame.id,
  sender: me,
  at,
  text: frame.text,
  replyTo: frame.replyTo,
  editedAt: undefined,
  deleted: false,
  reactions: [],
});
