import { describe, expect, it } from 'vitest';
import type { ChatEvent, MessageState } from '../protocol';
import {
  append,
  emptyTimeline,
  extend,
  itemsOf,
  LONGEST,
  moveTo,
  prepend,
  shown,
  type Slice,
  type Timeline,
  toEnd,
} from './timeline';

const at = (seq: number) => `2026-11-01T10:00:${String(seq).padStart(2, '0')}.000Z`;
const base = (seq: number, sender = 'ann') => ({
  conversation: 'c',
  seq,
  sender,
  id: `id-${seq}`,
  at: at(seq),
});

const message = (seq: number, state?: MessageState): ChatEvent =>
  state
    ? { ...base(seq), kind: 'message', text: `text ${seq}`, state }
    : { ...base(seq), kind: 'message', text: `text ${seq}` };
const edit = (seq: number, target: number, text: string): ChatEvent => ({
  ...base(seq),
  kind: 'edit',
  target,
  text,
});
const remove = (seq: number, target: number): ChatEvent => ({ ...base(seq), kind: 'delete', target });
const react = (seq: number, target: number, sender: string, removed = false): ChatEvent => ({
  ...base(seq, sender),
  kind: 'reaction',
  target,
  emoji: '👍',
  removed,
});

function page(from: number, to: number): Slice {
  const events = Array.from({ length: to - from + 1 }, (_, i) => message(from + i));
  return { from, to, events };
}

const live = (...events: ChatEvent[]) =>
  events.reduce((timeline, event) => append(timeline, event), emptyTimeline((events[0]?.seq ?? 1) - 1));

function messages(timeline: Timeline) {
  return itemsOf(shown(timeline).events).flatMap(item => (item.is === 'message' ? [item.message] : []));
}

const seqs = (slice: Slice | undefined) => slice?.events.map(event => event.seq);
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

describe('a timeline', () => {
  it('takes only the next event', () => {
    const one = append(emptyTimeline(4), message(5));
    expect(append(append(one, message(5)), message(7))).toEqual(one);
    expect(one.tail).toMatchObject({ from: 5, to: 5 });
  });

  it('takes a page of history only where it has none, and only one that leaves no hole', () => {
    const one = append(emptyTimeline(4), message(5));
    const both = prepend(one, page(3, 4));
    expect(seqs(shown(both))).toEqual([3, 4, 5]);
    expect(prepend(both, page(3, 4))).toBe(both);
    expect(prepend(both, page(1, 1))).toBe(both);
  });

  it('shows another stretch while the end goes on growing', () => {
    const far = moveTo(live(message(100)), page(10, 20));
    const grown = append(far, message(101));
    expect(seqs(shown(grown))).toEqual(range(10, 20));
    expect(seqs(shown(toEnd(grown)))).toEqual([100, 101]);
  });

  it('becomes one again when a stretch reaches the end', () => {
    const far = moveTo(live(message(24), message(25)), page(10, 20));
    const near = extend(extend(far, page(21, 22)), page(23, 24));
    expect(near.window).toBeUndefined();
    expect(seqs(near.tail)).toEqual(range(10, 25));
  });

  it('takes no page that begins beyond a hole', () => {
    const far = moveTo(live(message(100)), page(10, 20));
    expect(extend(far, page(22, 30))).toBe(far);
  });

  it('stays bounded however far somebody scrolls up, and keeps the end at hand', () => {
    let timeline = live(...range(19_991, 20_000).map(seq => message(seq)));
    for (let to = 19_990; to > 10_000; to -= 200) timeline = prepend(timeline, page(to - 199, to));
    expect(shown(timeline).events).toHaveLength(LONGEST);
    expect(timeline.tail.to).toBe(20_000);
    expect(seqs(shown(timeline))).toEqual(range(shown(timeline).from, shown(timeline).to));
  });

  it('stays bounded however far somebody scrolls down, and ends as one', () => {
    let timeline = moveTo(live(message(10_001)), page(1, 200));
    for (let from = 201; from < 10_000; from += 200) timeline = extend(timeline, page(from, from + 199));
    expect(timeline.window).toBeUndefined();
    expect(timeline.tail.events).toHaveLength(LONGEST);
    expect(timeline.tail.to).toBe(10_001);
  });

  it('forgets its oldest events when many come in', () => {
    const long = live(...range(1, LONGEST + 1).map(seq => message(seq)));
    expect(long.tail.events.length).toBeLessThan(LONGEST);
    expect(long.tail.events[0]?.seq).toBe(long.tail.from);
  });
});

describe('changes', () => {
  it('apply the last edit', () => {
    expect(messages(live(message(1), edit(2, 1, 'a'), edit(3, 1, 'b')))).toMatchObject([
      { text: 'b', editedAt: at(3) },
    ]);
  });

  it('by somebody else than the sender change no text', () => {
    const foreign: ChatEvent = { ...base(2, 'bob'), kind: 'edit', target: 1, text: 'not mine' };
    expect(messages(live(message(1), foreign))).toMatchObject([{ text: 'text 1', editedAt: undefined }]);
  });

  it('keep a deleted message deleted', () => {
    const [gone] = messages(live(message(1), remove(2, 1), edit(3, 1, 'again'), react(4, 1, 'bob')));
    expect(gone).toMatchObject({ deleted: true, text: '', reactions: [] });
  });

  it('count one reaction of a user once', () => {
    const events = [message(1), react(2, 1, 'bob'), react(3, 1, 'bob'), react(4, 1, 'cleo')];
    expect(messages(live(...events))[0]?.reactions).toEqual([{ emoji: '👍', users: ['bob', 'cleo'] }]);
  });

  it('drop a reaction that nobody has any more', () => {
    const events = [message(1), react(2, 1, 'bob'), react(3, 1, 'bob', true)];
    expect(messages(live(...events))[0]?.reactions).toEqual([]);
  });

  it('in a page of history are in the state of its messages already', () => {
    const state = { text: 'b', editedAt: at(3) };
    const events = [message(1, state), edit(2, 1, 'a'), react(3, 1, 'bob')];
    const timeline = moveTo(emptyTimeline(90), { from: 1, to: 3, events });
    expect(messages(timeline)).toMatchObject([{ text: 'b', reactions: [] }]);
  });

  it('heard live go on top of a page that was made before them', () => {
    const timeline = live(react(60, 5, 'bob'), react(61, 5, 'cleo'), react(62, 5, 'bob', true));
    const [first] = messages(moveTo(timeline, { from: 5, to: 5, events: [message(5)] }));
    expect(first?.reactions).toEqual([{ emoji: '👍', users: ['cleo'] }]);
    expect(messages(prepend(timeline, { from: 5, to: 59, events: [message(5)] }))).toEqual([first]);
  });

  it('reach the stretch that is shown', () => {
    const timeline = append(moveTo(live(message(50)), page(5, 6)), edit(51, 5, 'new'));
    expect(messages(timeline)[0]?.text).toBe('new');
  });
});

describe('what is shown', () => {
  it('has a send that reached the log twice at its first place only', () => {
    const again: ChatEvent = { ...base(2), id: 'id-1', kind: 'message', text: 'text 1' };
    expect(messages(live(message(1), again)).map(one => one.seq)).toEqual([1]);
  });

  it('has no void', () => {
    expect(itemsOf([{ kind: 'void', conversation: 'c', seq: 1 }])).toEqual([]);
  });
});
