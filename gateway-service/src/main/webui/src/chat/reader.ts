import { eventsAfter, eventsBefore } from '../api/conversations';
import type { Uuid } from '../protocol';
import { changeTimeline, dropArrived, useChat } from './store';
import {
  extend,
  itemsOf,
  joined,
  moveTo,
  prepend,
  reachesTail,
  shown,
  type Slice,
  type Timeline,
  toEnd,
} from './timeline';

const PAGE = 60;
/** A page of an eventful log may hold few messages: more are read until there are so many. */
const ENOUGH_ITEMS = 20;
/** Events loaded before and after the place somebody jumps to. */
const AROUND = 60;

const timelineOf = (id: Uuid): Timeline | undefined => useChat.getState().timelines[id];

/** Moves through history, for whoever reads. Every move rejects when history cannot be had now. */
export class Reader {
  private readonly running = new Map<string, Promise<void>>();

  /** Loads what is before what is shown. */
  older(id: Uuid): Promise<void> {
    return this.once(`older ${id}`, () => this.loadOlder(id));
  }

  /** Loads what comes after what is shown. */
  newer(id: Uuid): Promise<void> {
    return this.once(`newer ${id}`, () => this.loadNewer(id));
  }

  /** Shows this event and what is around it, unless it is shown. */
  around(id: Uuid, seq: number): Promise<void> {
    return this.once(`around ${id} ${seq}`, async () => {
      const timeline = timelineOf(id);
      if (!timeline || includes(shown(timeline), seq)) return;
      if (includes(timeline.tail, seq)) return changeTimeline(id, toEnd);
      let page = await pageBefore(id, Math.min(seq + AROUND, timeline.tail.to) + 1, 2 * AROUND);
      // A page of long messages starts late.
      if (page.from > seq) page = await pageBefore(id, seq + 1, 2 * AROUND);
      changeTimeline(id, now => moveTo(now, page));
    });
  }

  /** Shows the end. Where too little of it is there to fill a screen, that is loaded before: a list cannot start with nothing. */
  toEnd(id: Uuid): Promise<void> {
    return this.once(`end ${id}`, async () => {
      const timeline = timelineOf(id);
      if (!timeline?.window) return;
      const { from, events } = timeline.tail;
      if (from <= 1 || itemsOf(events).length >= ENOUGH_ITEMS) return changeTimeline(id, toEnd);
      const page = await pageBefore(id, from, PAGE);
      changeTimeline(id, now => prepend(toEnd(now), page));
      dropArrived(id, page.events);
    });
  }

  private async loadOlder(id: Uuid): Promise<void> {
    for (let found = 0; found < ENOUGH_ITEMS;) {
      const timeline = timelineOf(id);
      const from = timeline && shown(timeline).from;
      if (from === undefined || from <= 1) return;
      const page = await pageBefore(id, from, PAGE);
      if (page.to < from - 1) throw new Error('history is not that far yet');
      changeTimeline(id, now => prepend(now, page));
      dropArrived(id, page.events);
      found += itemsOf(page.events).length;
    }
  }

  private async loadNewer(id: Uuid): Promise<void> {
    for (let found = 0; found < ENOUGH_ITEMS;) {
      const timeline = timelineOf(id);
      if (!timeline?.window) return;
      if (reachesTail(timeline)) return changeTimeline(id, joined);
      const { to } = timeline.window;
      const page = await eventsAfter(id, to, PAGE);
      if (page.to <= to) throw new Error('history is not that far yet');
      changeTimeline(id, now => extend(now, { ...page, from: to + 1 }));
      found += itemsOf(page.events).length;
    }
  }

  private once(name: string, load: () => Promise<void>): Promise<void> {
    const running = this.running.get(name);
    if (running) return running;
    const loading = load().finally(() => this.running.delete(name));
    this.running.set(name, loading);
    return loading;
  }
}

async function pageBefore(id: Uuid, before: number, limit: number): Promise<Slice> {
  const page = await eventsBefore(id, before, limit);
  // A page with nothing in it lies before the beginning.
  return page.events.length === 0 ? { events: [], from: 1, to: before - 1 } : page;
}

const includes = (slice: Slice, seq: number) => slice.from <= seq && seq <= slice.to;
