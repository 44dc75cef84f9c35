import type { ChatEvent, Instant, MessageEvent, SystemEvent, Uuid } from '../protocol';

/** The part of a conversation's log that we have: every event with `from <= seq <= to`, ascending. */
export interface Timeline {
  readonly from: number;
  readonly to: number;
  readonly events: readonly ChatEvent[];
}

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

/** Nothing yet, of a log that ends at `lastSeq`. */
export const emptyTimeline = (lastSeq: number): Timeline => ({ from: lastSeq + 1, to: lastSeq, events: [] });

/** Adds the next live event; anything but the next one is no news. */
export function append(timeline: Timeline, event: ChatEvent): Timeline {
  if (event.seq !== timeline.to + 1) return timeline;
  return { ...timeline, to: event.seq, events: [...timeline.events, event] };
}

/** Adds a page of history that ends where the timeline begins. `from` is as far as the page covers. */
export function prepend(timeline: Timeline, page: readonly ChatEvent[], from: number): Timeline {
  const older = page.filter(event => event.seq < timeline.from);
  if (from >= timeline.from) return timeline;
  return { ...timeline, from, events: [...older, ...timeline.events] };
}

/** Forgets the oldest events but for `keep`. */
export function trim(timeline: Timeline, keep: number): Timeline {
  const first = timeline.events.at(-keep);
  if (!first || timeline.events.length <= keep) return timeline;
  return { ...timeline, from: first.seq, events: timeline.events.slice(-keep) };
}

/**
 * What is on screen. History's `state` counts as far as it goes; the changes that we have as events are applied on top by seq, which
 * changes nothing where history had applied them before.
 */
export function fold(events: readonly ChatEvent[]): Item[] {
  const items: Item[] = [];
  const place = new Map<number, number>();
  const seen = new Set<string>();
  for (const event of events) {
    if (event.kind === 'void') continue;
    if (event.id !== undefined && seen.size === seen.add(`${event.sender} ${event.id}`).size) continue;
    switch (event.kind) {
      case 'message':
        place.set(event.seq, items.length);
        items.push({ is: 'message', message: asMessage(event) });
        break;
      case 'edit':
      case 'delete':
      case 'reaction':
        change(items, place.get(event.target), event);
        break;
      default:
        items.push({ is: 'system', event });
    }
  }
  return items;
}

type Change = Extract<ChatEvent, { kind: 'edit' | 'delete' | 'reaction' }>;

function change(items: Item[], index: number | undefined, event: Change): void {
  const item = index === undefined ? undefined : items[index];
  if (index === undefined || item?.is !== 'message') return;
  items[index] = { is: 'message', message: changed(item.message, event) };
}

function changed(message: Message, event: Change): Message {
  if (message.deleted) return message;
  switch (event.kind) {
    case 'edit':
      // History may know of a later edit than this one.
      if (message.editedAt !== undefined && message.editedAt > event.at) return message;
      return { ...message, text: event.text, editedAt: event.at };
    case 'delete':
      return { ...message, text: '', deleted: true, reactions: [] };
    case 'reaction':
      return { ...message, reactions: reacted(message.reactions, event.emoji, event.sender, event.removed) };
  }
}

function reacted(reactions: readonly Reaction[], emoji: string, user: Uuid, removed: boolean): Reaction[] {
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

function asMessage(event: MessageEvent): Message {
  const { state } = event;
  return {
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
}
