import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Outbox, type OutboxHandler } from './outbox';
import type { Outgoing } from './frames';
import type { Kept, OutboxStore, Removal, StoreChange } from './outboxStore';

/** Frames of several clients in one place, as the tabs of a browser have it. */
class Shelf {
  readonly kept = new Map<string, Kept>();
  private readonly readers = new Map<object, (change: StoreChange) => void>();

  door(): OutboxStore {
    const self = {};
    const tell = (change: StoreChange) => this.readers.forEach((reader, of) => of !== self && reader(change));
    return {
      all: () => Promise.resolve([...this.kept.values()]),
      put: async kept => {
        this.kept.set(kept.frame.id, kept);
        await Promise.resolve();
        tell({ is: 'put' });
      },
      remove: async (id: string, why: Removal) => {
        this.kept.delete(id);
        await Promise.resolve();
        tell({ is: 'removed', id, why });
      },
      subscribe: listener => {
        this.readers.set(self, listener);
        return () => this.readers.delete(self);
      },
    };
  }
}

const frame = (id: string, conversation = 'c'): Outgoing => ({ type: 'send', id, conversation, text: 'hi' });
const AT = '2026-11-01T10:00:00.000Z';
const settle = () => vi.advanceTimersByTimeAsync(0);

let shelf: Shelf;
let outboxes: Outbox[];

beforeEach(() => {
  vi.useFakeTimers();
  shelf = new Shelf();
  outboxes = [];
});

afterEach(() => {
  outboxes.forEach(outbox => outbox.stop());
  vi.useRealTimers();
});

function tab(turn = { mine: true }) {
  const sent: string[] = [];
  const told: string[] = [];
  const handler: OutboxHandler = {
    onFound: kept => told.push(`found ${kept.frame.id}`),
    onSettled: id => told.push(`settled ${id}`),
    onDiscarded: id => told.push(`discarded ${id}`),
    onRefused: (id, refusal) => told.push(`refused ${id} ${refusal.code}`),
  };
  const transmit = (one: Outgoing) => turn.mine && sent.push(one.id) > 0;
  const outbox = new Outbox(shelf.door(), transmit, handler, undefined, () => 0.5);
  outboxes.push(outbox);
  return { outbox, sent, told, turn };
}

describe('an outbox', () => {
  it('is taken up where an earlier life left it, in order', async () => {
    const before = tab({ mine: false });
    for (const id of ['a', 'b', 'c']) before.outbox.add(frame(id), AT);
    before.outbox.stop();
    const { outbox, sent, told } = tab();
    await outbox.load();
    expect(told).toEqual(['found a', 'found b', 'found c']);
    outbox.settled('a');
    outbox.settled('b');
    expect(sent).toEqual(['a', 'b', 'c']);
  });

  it('keeps what was refused until its author decides', async () => {
    const { outbox } = tab();
    outbox.add(frame('a'), AT);
    outbox.refused('a', { code: 'forbidden', message: 'no' });
    outbox.stop();
    const next = tab();
    await next.outbox.load();
    expect(next.told).toEqual(['found a', 'refused a forbidden']);
    expect(next.sent).toEqual([]);
    expect(next.outbox.waiting).toBe(0);
    next.outbox.retry('a');
    expect(next.sent).toEqual(['a']);
    expect(next.outbox.waiting).toBe(1);
  });

  it('lets what comes after a refused frame go on', () => {
    const { outbox, sent } = tab();
    outbox.add(frame('a'), AT);
    outbox.add(frame('b'), AT);
    outbox.refused('a', { code: 'forbidden', message: 'no' });
    expect(sent).toEqual(['a', 'b']);
  });

  it('forgets what was settled, even if an older answer of the store still has it', async () => {
    const { outbox, told } = tab();
    outbox.add(frame('a'), AT);
    const loading = outbox.load();
    outbox.settled('a');
    await loading;
    expect(told).toEqual([]);
    expect(outbox.waiting).toBe(0);
    expect(shelf.kept.size).toBe(0);
  });
});

describe('outboxes that share a store', () => {
  it('send once, in the tab whose turn it is, in the order of all', async () => {
    const [first, second] = [tab(), tab({ mine: false })];
    second.outbox.add(frame('a'), AT);
    await settle();
    second.outbox.add(frame('b'), AT);
    await settle();
    first.outbox.settled('a');
    first.outbox.settled('b');
    await settle();
    expect(first.sent).toEqual(['a', 'b']);
    expect(second.sent).toEqual([]);
    expect(second.told).toEqual(['settled a', 'settled b']);
    expect(second.outbox.waiting).toBe(0);
  });

  it('go on in another tab when the one that sent is gone', async () => {
    const [first, second] = [tab(), tab({ mine: false })];
    first.outbox.add(frame('a'), AT);
    first.outbox.add(frame('b'), AT);
    await settle();
    first.outbox.stop();
    second.turn.mine = true;
    second.outbox.reconnected();
    second.outbox.settled('a');
    expect(second.sent).toEqual(['a', 'b']);
  });

  it('all know of a refusal, and of what was decided about it', async () => {
    const [first, second] = [tab(), tab({ mine: false })];
    second.outbox.add(frame('a'), AT);
    await settle();
    first.outbox.refused('a', { code: 'forbidden', message: 'no' });
    await settle();
    expect(second.told).toEqual(['refused a forbidden']);
    second.outbox.retry('a');
    await settle();
    expect(first.sent).toEqual(['a', 'a']);
    first.outbox.refused('a', { code: 'forbidden', message: 'no' });
    await settle();
    second.outbox.discard('a');
    await settle();
    expect(first.told.at(-1)).toBe('discarded a');
    expect(shelf.kept.size).toBe(0);
  });
});
