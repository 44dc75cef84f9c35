import type {
  ChatEvent,
  Instant,
  MessageEvent,
  MessageState,
  Outgoing,
  SystemEvent,
  Uuid,
} from '../protocol';

/** A stretch of a conversation's log: every event with `from <= seq <= to`, ascending. */
export interface Slice {
  readonly from: number;
  readonly to: number;
  readonly events: readonly ChatEvent[];
}

/** What we have of a conversation's log. Bounded, however long the log is and however far somebody scrolls. */
export interface Timeline {
  /** The end of the log, and as much before it as was loaded. Grows with each live event. */
  readonly tail: Slice;
  /** Where somebody reads who has left the end: a stretch that ends before the tail begins. */
  readonly window: Slice | undefined;
  /** The latest edits, deletes and reactions we heard live: an answer of history may be a moment older than they are. */
  readonly changes: readonly Change[];
}

export type Change = Extract<ChatEvent, { kind: 'edit' | 'delete' | 'reaction' }>;

export interface Reaction {
  readonly emoji: string;
  readonly users: readonly Uuid[];
}

/** A message as it is now: what later events made of it is applied. */
export interface Message {
  readonly seq: number;
  readonly id: Uuid;
  readonly sender: Uuid;
  readonly at: Instant;
  readonly text: string;
  readonly replyTo: number | undefined;
  readonly editedAt: Instant | undefined;
  readonly deleted: boolean;
  readonly reactions: readonly Reaction[];
}

export type Item =
  | { readonly is: 'message'; readonly message: Message }
  | { readonly is: 'system'; readonly event: SystemEvent };

/** Events of one stretch at most; beyond, its far end is forgotten, and loaded again when somebody scrolls there. */
export const LONGEST = 1500;
const CHANGES = 500;

/** Nothing yet, of a log that ends at `lastSeq`. */
export const emptyTimeline = (lastSeq: number): Timeline => ({
  tail: { from: lastSeq + 1, to: lastSeq, events: [] },
  window: undefined,
  changes: [],
});

/** What is on screen. */
export const shown = (timeline: Timeline): Slice => timeline.window ?? timeline.tail;

/** Adds the next live event; anything but the next one is no news. At most `keep` events of the end are kept. */
export function append(timeline: Timeline, event: ChatEvent, keep = LONGEST): Timeline {
  const { tail } = timeline;
  if (event.seq !== tail.to + 1) return timeline;
  const grown = { ...timeline, tail: { ...tail, to: event.seq, events: [...tail.events, event] } };
  const next = isChange(event) ? withChange(grown, event) : grown;
  return next.tail.events.length > keep ? { ...next, tail: last(next.tail, keep - keep / 4) } : next;
}

/** Adds a page of history that reaches to where what is shown begins. */
export function prepend(timeline: Timeline, page: Slice): Timeline {
  const slice = shown(timeline);
  if (page.from >= slice.from || page.to < slice.from - 1) return timeline;
  const older = baked(
    timeline,
    page.events.filter(event => event.seq < slice.from),
  );
  const longer = { ...slice, from: page.from, events: [...older, ...slice.events] };
  if (timeline.window) return { ...timeline, window: first(longer, LONGEST) };
  if (longer.events.length <= LONGEST) return { ...timeline, tail: longer };
  return { ...timeline, window: first(longer, LONGEST), tail: last(longer, LONGEST / 4) };
}

/** Adds a page of history that begins where the window ends. A window that has reached the tail becomes part of it. */
export function extend(timeline: Timeline, page: Slice): Timeline {
  const { window } = timeline;
  if (!window || page.to <= window.to || page.from > window.to + 1) return timeline;
  const newer = baked(
    timeline,
    page.events.filter(event => event.seq > window.to),
  );
  return joined({ ...timeline, window: { ...window, to: page.to, events: [...window.events, ...newer] } });
}

/** Shows this stretch of history instead of what is shown now. */
export function moveTo(timeline: Timeline, page: Slice): Timeline {
  if (page.from >= timeline.tail.from) return { ...timeline, window: undefined };
  return joined({ ...timeline, window: { ...page, events: baked(timeline, page.events) } });
}

/** Shows the end. */
export const toEnd = (timeline: Timeline): Timeline =>
  timeline.window ? { ...timeline, window: undefined } : timeline;

/** Whether nothing is missing between what is shown and the tail. */
export const reachesTail = ({ tail, window }: Timeline): boolean => !window || window.to >= tail.from - 1;

export function joined(timeline: Timeline): Timeline {
  const { tail, window } = timeline;
  if (!window) return timeline;
  if (!reachesTail(timeline)) return { ...timeline, window: last(window, LONGEST) };
  const rest = tail.events.filter(event => event.seq > window.to);
  const whole = { from: window.from, to: tail.to, events: [...window.events, ...rest] };
  return { ...timeline, window: undefined, tail: last(whole, LONGEST) };
}

function first(slice: Slice, keep: number): Slice {
  const end = slice.events[keep];
  return end ? { ...slice, to: end.seq - 1, events: slice.events.slice(0, keep) } : slice;
}

function last(slice: Slice, keep: number): Slice {
  const begin = slice.events.at(-keep);
  if (!begin || slice.events.length <= keep) return slice;
  return { ...slice, from: begin.seq, events: slice.events.slice(-keep) };
}

const isChange = (event: ChatEvent): event is Change =>
  event.kind === 'edit' || event.kind === 'delete' || event.kind === 'reaction';

function withChange(timeline: Timeline, change: Change): Timeline {
  return {
    tail: changedSlice(timeline.tail, change),
    window: timeline.window && changedSlice(timeline.window, change),
    changes: [...timeline.changes.slice(1 - CHANGES), change],
  };
}

function changedSlice(slice: Slice, change: Change): Slice {
  if (change.target < slice.from || change.target > slice.to) return slice;
  const index = indexOf(slice.events, change.target);
  const event = slice.events[index];
  if (event?.kind !== 'message') return slice;
  const state = stateAfter(event, change);
  return { ...slice, events: slice.events.with(index, { ...event, state }) };
}

/** History's `state` is of the moment of its answer: the changes heard live go on top, which is harmless for those it has. */
function baked(timeline: Timeline, page: readonly ChatEvent[]): ChatEvent[] {
  const targets = new Set(timeline.changes.map(change => change.target));
  return page.map(event => {
    if (event.kind !== 'message' || !targets.has(event.seq)) return event;
    return timeline.changes
      .filter(change => change.target === event.seq)
      .reduce((before, change) => ({ ...before, state: stateAfter(before, change) }), event);
  });
}

function stateAfter(event: MessageEvent, change: Change): MessageState {
  const state = event.state ?? {};
  if (state.deleted) return state;
  switch (change.kind) {
    case 'edit':
      // Only its sender edits a message; and history may know of a later edit than this one.
      if (change.sender !== event.sender) return state;
      if (state.editedAt !== undefined && state.editedAt > change.at) return state;
      return { ...state, text: change.text, editedAt: change.at };
    case 'delete':
      return { ...state, text: '', deleted: true, reactions: [] };
    case 'reaction':
      return {
        ...state,
        reactions: reacted(state.reactions ?? [], change.emoji, change.sender, change.removed),
      };
  }
}

function reacted(
  reactions: readonly Reaction[],
  emoji: string,
  user: Uuid,
  removed: boolean,
): readonly Reaction[] {
  const others = (users: readonly Uuid[]) => users.filter(one => one !== user);
  const known = reactions.some(reaction => reaction.emoji === emoji);
  const next = reactions.map(reaction =>
    reaction.emoji === emoji
      ? { emoji, users: removed ? others(reaction.users) : [...others(reaction.users), user] }
      : reaction,
  );
  if (!known && !removed) next.push({ emoji, users: [user] });
  return next.filter(reaction => reaction.users.length > 0);
}

/** The place of the event with this seq, or -1. */
export function indexOf(events: readonly ChatEvent[], seq: number): number {
  let low = 0;
  for (let high = events.length; low < high;) {
    const middle = (low + high) >> 1;
    if ((events[middle]?.seq ?? 0) < seq) low = middle + 1;
    else high = middle;
  }
  return events[low]?.seq === seq ? low : -1;
}

/** What is to be seen of these events. A send that reached the log twice is seen once. */
export function itemsOf(events: readonly ChatEvent[]): Item[] {
  const items: Item[] = [];
  const seen = new Set<string>();
  for (const event of events) {
    if (event.kind === 'void' || isChange(event)) continue;
    if (event.id !== undefined && seen.size === seen.add(`${event.sender} ${event.id}`).size) continue;
    items.push(
      event.kind === 'message' ? { is: 'message', message: messageOf(event) } : { is: 'system', event },
    );
  }
  return items;
}

/** Events never change, so what was made of one is made once. */
const messages = new WeakMap<MessageEvent, Message>();

export function messageOf(event: MessageEvent): Message {
  const known = messages.get(event);
  if (known) return known;
  const { state } = event;
  const message = {
    seq: event.seq,
    id: event.id ?? String(event.seq),
    sender: event.sender,
    at: event.at,
    text: state?.deleted ? '' : (state?.text ?? event.text),
    replyTo: event.replyTo,
    editedAt: state?.editedAt,
    deleted: state?.deleted ?? false,
    reactions: state?.reactions ?? [],
  };
  messages.set(event, message);
  return message;
}

/** A message as it will be when this change of ours has reached the log. */
export function previewed(message: Message, change: Outgoing, me: Uuid): Message {
  if (message.deleted) return message;
  switch (change.type) {
    case 'send':
      return message;
    case 'edit':
      return { ...message, text: change.text, editedAt: message.editedAt ?? message.at };
    case 'delete':
      return { ...message, text: '', deleted: true, reactions: [] };
    case 'react':
      return {
        ...message,
        reactions: reacted(message.reactions, change.emoji, me, change.remove ?? false),
      };
  }
}
