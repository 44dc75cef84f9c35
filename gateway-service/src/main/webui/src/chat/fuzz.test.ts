import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ChatEvent, type Outgoing, ParleyClient } from '../protocol';
import { FakeChat, seeded } from '../protocol/fakeChat';
import { FakeTokens } from '../protocol/fakeServer';
import { append, emptyTimeline, itemsOf, type Timeline } from './timeline';

const CONVERSATIONS = ['c1', 'c2', 'c3'];
const SEEDS = Array.from({ length: 60 }, (_, i) => i + 1);
const STEPS = 250;
const EMOJI = ['👍', '🎉'];

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** One client through a whole life of trouble, and what it ends with. */
async function live(seed: number) {
  const random = seeded(seed);
  const server = new FakeChat(random, CONVERSATIONS);
  const timelines = new Map<string, Timeline>(CONVERSATIONS.map(id => [id, emptyTimeline(0)]));
  const { history, dial } = server;
  const client = new ParleyClient({ url: 'ws://parley/ws', tokens: new FakeTokens(), history, dial, random });
  client.subscribe(notice => {
    if (notice.type !== 'event') return;
    const { conversation } = notice.event;
    const before = timelines.get(conversation) ?? emptyTimeline(0);
    timelines.set(conversation, append(before, notice.event, Infinity));
  });
  client.start();
  client.seed(CONVERSATIONS.map(id => ({ id, lastSeq: 0 })));

  const sent: Outgoing[] = [];
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const write = (): Outgoing => {
    const conversation = pick(CONVERSATIONS);
    const id = `mine-${sent.length}`;
    const target = Math.ceil(random() * server.log(conversation).length);
    const dice = target === 0 ? 0 : random();
    if (dice < 0.7) return { type: 'send', id, conversation, text: `text ${id}` };
    if (dice < 0.8) return { type: 'edit', id, conversation, target, text: `edited by ${id}` };
    if (dice < 0.85) return { type: 'delete', id, conversation, target };
    return { type: 'react', id, conversation, target, emoji: pick(EMOJI), remove: random() < 0.4 };
  };
  const actions = [
    () => server.write(pick(CONVERSATIONS), `bob-${random()}`),
    () => server.write(pick(CONVERSATIONS), `bob-${random()}`),
    () => Array.from({ length: 30 }, (_, i) => server.write('c2', `burst-${i}-${random()}`)),
    () => {
      const frame = write();
      sent.push(frame);
      client.send(frame);
    },
    () => server.cut(pick([1006, 1001, 4401, 4408])),
    () => server.release(),
    () => server.tellHeads(),
    () => client.wake(),
  ];
  for (let step = 0; step < STEPS; step++) {
    pick(actions)();
    server.work();
    await vi.advanceTimersByTimeAsync(random() * 2_000);
    server.work();
  }

  server.trouble = false;
  server.release();
  for (let i = 0; i < 400 && !(i > 60 && client.waiting === 0); i++) {
    await vi.advanceTimersByTimeAsync(1_000);
    server.work();
    if (i % 30 === 0) server.tellHeads();
  }
  const { waiting } = client;
  client.stop();
  return { server, timelines, sent, waiting };
}

/** The same log as somebody reads it who comes in now: history has a void in the place of a repeat. */
function freshLoad(log: readonly ChatEvent[]): Timeline {
  const seen = new Set<string>();
  return log.reduce((timeline, event) => {
    const key = event.kind === 'void' ? undefined : `${event.sender} ${event.id}`;
    const isRepeat = key !== undefined && seen.has(key);
    if (key !== undefined) seen.add(key);
    const { conversation, seq } = event;
    return append(timeline, isRepeat ? { kind: 'void', conversation, seq } : event, Infinity);
  }, emptyTimeline(0));
}

const idsOf = (log: readonly ChatEvent[]) => [
  ...new Set(log.flatMap(event => (event.kind === 'void' ? [] : (event.id ?? [])))),
];

describe('any sequence of cuts, repeats, gaps, reorders and silence', () => {
  it.each(SEEDS)(
    'ends with what a fresh load has, and with everything sent once and in order (seed %i)',
    async seed => {
      const { server, timelines, sent, waiting } = await live(seed);
      expect(waiting).toBe(0);
      for (const id of CONVERSATIONS) {
        const log = server.log(id);
        const timeline = timelines.get(id) ?? emptyTimeline(0);
        expect(timeline.tail.to).toBe(log.length);
        expect(itemsOf(timeline.tail.events)).toEqual(itemsOf(freshLoad(log).tail.events));
        const written = sent.filter(frame => frame.conversation === id).map(frame => frame.id);
        expect(idsOf(log).filter(one => one.startsWith('mine'))).toEqual(written);
      }
    },
  );
});
