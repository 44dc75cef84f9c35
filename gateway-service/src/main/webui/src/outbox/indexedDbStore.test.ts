import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import type { Kept, StoreChange } from '../protocol';
import { IndexedDbStore } from './indexedDbStore';

const kept = (id: string, text = id): Kept => ({
  frame: { type: 'send', id, conversation: 'c', text },
  at: '2026-11-01T10:00:00.000Z',
});
const refused = (id: string): Kept => ({ ...kept(id), refusal: { code: 'forbidden', message: 'no' } });

it('keeps frames in the order in which they were first put, for the next to open it', async () => {
  const before = new IndexedDbStore('ann');
  await Promise.all(['a', 'b', 'c', 'd'].map(id => before.put(kept(id))));
  await before.remove('b', 'settled');
  await before.put(refused('a'));
  before.subscribe(() => undefined)();
  expect(await new IndexedDbStore('ann').all()).toEqual([refused('a'), kept('c'), kept('d')]);
});

it('keeps the frames of each user apart', async () => {
  await new IndexedDbStore('bob').put(kept('same'));
  await new IndexedDbStore('cleo').put(kept('same'));
  await new IndexedDbStore('bob').remove('same', 'settled');
  expect(await new IndexedDbStore('cleo').all()).toEqual([kept('same')]);
});

it('tells the other tabs what has changed', async () => {
  const told: StoreChange[] = [];
  const [one, other] = [new IndexedDbStore('dan'), new IndexedDbStore('dan')];
  const all = new Promise<void>(resolve => {
    other.subscribe(change => {
      told.push(change);
      if (told.length === 2) resolve();
    });
  });
  await one.put(kept('a'));
  await one.remove('a', 'discarded');
  await all;
  expect(told).toEqual([{ is: 'put' }, { is: 'removed', id: 'a', why: 'discarded' }]);
});
