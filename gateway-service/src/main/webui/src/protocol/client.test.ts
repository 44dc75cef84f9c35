import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { History } from './catchUp';
import { ParleyClient } from './client';
import { FakeServer, FakeTokens, ME } from './fakeServer';
import type { ChatEvent, MessageEvent } from './frames';
import type { Notice } from './notice';

const C = 'c1';
let server: FakeServer;
let tokens: FakeTokens;
let client: ParleyClient;
let notices: Notice[];
let pages: Map<number, { events: ChatEvent[]; to: number }>;

const history: History = {
  eventsAfter: (_conversation, after) => {
    const isEnd = [...pages.values()].some(page => page.to <= after);
    const page = pages.get(after) ?? (isEnd ? { events: [], to: after } : undefined);
    return page ? Promise.resolve(page) : Promise.reject(new Error('history is down'));
  },
};

beforeEach(async () => {
  vi.useFakeTimers();
  server = new FakeServer();
  tokens = new FakeTokens();
  notices = [];
  pages = new Map();
  client = new ParleyClient({ url: 'ws://parley/ws', tokens, history, dial: server.dial, random: () => 0.5 });
  client.subscribe(notice => notices.push(notice));
  client.start();
  await settle();
});

afterEach(() => {
  client.stop();
  vi.useRealTimers();
});

const settle = () => vi.advanceTimersByTimeAsync(0);
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

function message(seq: number, from: Partial<MessageEvent> = {}): MessageEvent {
  const base = {
    conversation: C,
    kind: 'message',
    sender: 'ann',
    id: `id-${seq}`,
    text: `text ${seq}`,
  } as const;
  return { ...base, at: '2026-11-01T10:00:00.000Z', seq, ...from };
}

const event = (seq: number, from: Partial<MessageEvent> = {}) => ({ type: 'event', ...message(seq, from) });
const send = (id: string) => ({ type: 'send', id, conversation: C, text: 'hi' }) as const;

function delivered(): string[] {
  return notices.flatMap(notice =>
    notice.type === 'event' ? [`${notice.event.seq}${notice.event.kind === 'void' ? ' void' : ''}`] : [],
  );
}

async function online(lastSeq = 5) {
  client.seed([{ id: C, lastSeq }]);
  const line = server.welcome();
  line.say({ type: 'synced', conversation: C, from: lastSeq + 1, to: lastSeq, more: false });
  await settle();
  return line;
}

async function reconnect() {
  await pass(30_000);
  return server.welcome();
}

describe('connecting', () => {
  it('carries the token in the subprotocol', () => {
    expect(server.line.protocols).toEqual([
      'parley.v1',
      'quarkus-http-upgrade%23Authorization%23Bearer%20token-1',
    ]);
  });

  it('syncs with all its cursors first, then sends again what was not acknowledged', async () => {
    client.send(send('m1'));
    client.seed([{ id: C, lastSeq: 5 }]);
    const line = server.welcome();
    await settle();
    expect(line.heard.map(frame => frame.type)).toEqual(['sync', 'send']);
    expect(line.of('sync')[0]).toEqual({ type: 'sync', cursors: { [C]: 5 }, complete: true });
  });

  it('waits longer, with full jitter, the more attempts fail', async () => {
    server.line.cut();
    expect(client.state).toEqual({ is: 'waiting', until: Date.now() + 500 });
    await pass(500);
    server.line.cut();
    expect(client.state).toEqual({ is: 'waiting', until: Date.now() + 1000 });
  });

  it('gives up an attempt that nobody welcomes', async () => {
    await pass(10_000);
    expect(server.line.closed).toBe(true);
    expect(client.state.is).toBe('waiting');
  });

  it('tries at once when woken', async () => {
    server.line.cut();
    client.wake();
    await settle();
    expect(server.sockets).toHaveLength(2);
  });

  it('takes a line that stays silent for dead', async () => {
    const line = await online();
    await pass(25_000);
    expect(line.of('ping')).toHaveLength(1);
    await pass(10_000);
    expect(line.closed).toBe(true);
  });

  it('goes on where it was after a cut', async () => {
    const line = await online();
    line.say(event(6));
    line.cut();
    const next = await reconnect();
    expect(next.of('sync')[0]?.cursors).toEqual({ [C]: 6 });
  });

  it('sends cursors in frames of 500', () => {
    client.seed(Array.from({ length: 501 }, (_, i) => ({ id: `c${i}`, lastSeq: 1 })));
    const syncs = server.welcome().of('sync');
    expect(syncs.map(frame => Object.keys(frame.cursors).length)).toEqual([500, 1]);
    expect(syncs.every(frame => frame.complete === undefined)).toBe(true);
  });
});

describe('leaving', () => {
  it('comes back in the slot that goodbye gave', async () => {
    const line = await online();
    line.say({ type: 'goodbye', after: 7000 });
    line.cut(1001);
    await pass(6900);
    expect(server.sockets).toHaveLength(1);
    await pass(200);
    expect(server.sockets).toHaveLength(2);
  });

  it('is not hurried out of its slot', async () => {
    const line = await online();
    line.say({ type: 'goodbye', after: 7000 });
    line.cut(1001);
    client.wake();
    await settle();
    expect(server.sockets).toHaveLength(1);
  });

  it('comes back within five seconds when a node leaves without a word', async () => {
    (await online()).cut(1001);
    expect(client.state).toEqual({ is: 'waiting', until: Date.now() + 2500 });
    await settle();
  });
});

describe('a line that is in doubt', () => {
  it('is given up when it does not answer soon', async () => {
    const line = await online();
    client.doubt();
    await pass(2000);
    expect(line.closed).toBe(true);
  });

  it('is kept when it answers', async () => {
    const line = await online();
    client.doubt();
    line.say({ type: 'pong' });
    await pass(2000);
    expect(client.state.is).toBe('open');
  });
});

describe('tokens', () => {
  it('renews on the open socket before the token expires', async () => {
    const line = await online();
    const talk = setInterval(() => line.say({ type: 'pong' }), 5000);
    await pass(541_000);
    clearInterval(talk);
    expect(line.of('token')).toEqual([{ type: 'token', accessToken: 'token-2' }]);
    expect(server.sockets).toHaveLength(1);
  });

  it('reconnects at once with a fresh token after 4401', async () => {
    (await online()).cut(4401);
    await settle();
    expect(server.line.protocols[1]).toContain('token-2');
  });

  it('ends when the session is over', async () => {
    const line = await online();
    tokens.outcome = 'ended';
    line.cut(4401);
    await settle();
    expect(client.state).toEqual({ is: 'ended' });
    await pass(60_000);
    expect(server.sockets).toHaveLength(1);
  });

  it('does not ask in a tight loop when fresh tokens are refused too', async () => {
    (await online()).cut(4401);
    await settle();
    server.line.cut(4401);
    expect(client.state.is).toBe('waiting');
  });

  it('keeps trying while tokens cannot be had', async () => {
    const line = await online();
    tokens.outcome = 'unreachable';
    line.cut(4401);
    await pass(60_000);
    expect(client.state.is).toBe('waiting');
    tokens.outcome = 'fresh';
    await pass(60_000);
    expect(server.sockets.length).toBeGreaterThan(1);
  });

  it('renews a token after a few upgrades in a row were refused', async () => {
    for (let i = 0; i < 3; i++) {
      server.line.cut();
      await pass(10_000);
    }
    expect(server.line.protocols[1]).toContain('token-2');
  });
});

describe('events', () => {
  it('come in order, each once', async () => {
    const line = await online();
    for (const seq of [6, 6, 7, 5, 6, 8]) line.say(event(seq));
    expect(delivered()).toEqual(['6', '7', '8']);
  });

  it('beyond a gap are held until what is missing was synced', async () => {
    const line = await online();
    line.say(event(8));
    line.say(event(7));
    await settle();
    expect(delivered()).toEqual([]);
    expect(line.of('sync').slice(1)).toEqual([{ type: 'sync', cursors: { [C]: 5 } }]);
    line.say(event(6));
    line.say({ type: 'synced', conversation: C, from: 6, to: 6, more: false });
    expect(delivered()).toEqual(['6', '7', '8']);
  });

  it('are asked for again when the answer to sync is lost', async () => {
    const line = await online();
    line.say(event(7));
    await settle();
    line.say({ type: 'pong' });
    await pass(6000);
    expect(line.of('sync').slice(1)).toHaveLength(2);
  });

  it('are asked for again, ever more slowly, as long as no sync is answered', async () => {
    client.seed([{ id: C, lastSeq: 5 }]);
    const line = server.welcome();
    const talk = setInterval(() => line.say({ type: 'pong' }), 1000);
    await pass(36_000);
    clearInterval(talk);
    expect(line.of('sync')).toEqual(Array(4).fill({ type: 'sync', cursors: { [C]: 5 }, complete: true }));
  });

  it('are asked for again when the server says so', async () => {
    client.seed([{ id: C, lastSeq: 5 }]);
    const line = server.welcome();
    line.say({ type: 'error', code: 'unavailable', message: 'sync again', retryAfter: 1 });
    await pass(1600);
    expect(line.of('sync')).toHaveLength(2);
  });

  it('are not asked for again when there are none', async () => {
    const line = await online();
    await pass(20_000);
    expect(line.of('sync')).toHaveLength(1);
  });

  it('are asked for when the head says that the last one was lost', async () => {
    const line = await online();
    line.say({ type: 'heads', heads: { [C]: 6 } });
    await settle();
    expect(line.of('sync').slice(1)).toEqual([{ type: 'sync', cursors: { [C]: 5 } }]);
  });

  it('are void when their sender and id came before', async () => {
    const line = await online();
    line.say(event(6, { id: 'same' }));
    line.say(event(7, { id: 'same' }));
    line.say(event(8, { id: 'same', sender: 'bob' }));
    expect(delivered()).toEqual(['6', '7 void', '8']);
  });

  it('of a kind from the future count as voids', async () => {
    const line = await online();
    line.say({ ...event(6), kind: 'poll' });
    line.say(event(7));
    expect(delivered()).toEqual(['6 void', '7']);
  });

  it('pass a place that sync covered without sending it', async () => {
    const line = await online();
    line.say(event(8));
    await settle();
    line.say(event(6));
    line.say({ type: 'synced', conversation: C, from: 6, to: 8, more: false });
    expect(delivered()).toEqual(['6', '8']);
  });

  it('come page by page when too many are missing, and live ones wait behind them', async () => {
    pages.set(5, { events: Array.from({ length: 200 }, (_, i) => message(6 + i)), to: 205 });
    pages.set(205, { events: [message(206), message(207)], to: 207 });
    client.seed([{ id: C, lastSeq: 5 }]);
    const line = server.welcome();
    line.say({ type: 'synced', conversation: C, from: 6, to: 5, more: true });
    line.say(event(208));
    await settle();
    expect(delivered()).toEqual(Array.from({ length: 203 }, (_, i) => `${6 + i}`));
  });

  it('are paged on after a page that ends early because it is long', async () => {
    pages.set(5, { events: [message(6), message(7)], to: 7 });
    pages.set(7, { events: [message(8)], to: 8 });
    client.seed([{ id: C, lastSeq: 5 }]);
    const line = server.welcome();
    line.say({ type: 'synced', conversation: C, from: 6, to: 5, more: true });
    await settle();
    expect(delivered()).toEqual(['6', '7', '8']);
  });

  it('are paged again later while history is down', async () => {
    client.seed([{ id: C, lastSeq: 5 }]);
    const line = server.welcome();
    line.say({ type: 'synced', conversation: C, from: 6, to: 5, more: true });
    await settle();
    pages.set(5, { events: [message(6)], to: 6 });
    await pass(2000);
    expect(delivered()).toEqual(['6']);
  });

  it('of an unknown conversation wait until it is followed', async () => {
    const line = await online();
    line.say(event(3, { conversation: 'new' }));
    expect(notices.filter(notice => notice.type === 'unknown')).toEqual([
      { type: 'unknown', conversation: 'new' },
    ]);
    client.follow('new', 2);
    await settle();
    expect(delivered()).toEqual(['3']);
    expect(line.of('sync').at(-1)?.cursors).toEqual({ new: 3 });
  });
});

describe('a conversation that was left', () => {
  it('is not asked about when something still comes of it', async () => {
    const line = await online();
    line.say({ type: 'conversation', change: 'removed', conversation: { id: C } });
    line.say(event(6));
    line.say({ type: 'heads', heads: { [C]: 6 } });
    expect(notices.filter(notice => notice.type === 'unknown')).toEqual([]);
  });

  it('comes back when it is followed again', async () => {
    const line = await online();
    client.forget(C);
    client.follow(C, 8);
    line.say(event(9));
    expect(delivered()).toEqual(['9']);
  });
});

describe('sending', () => {
  it('sends under the same id after a cut', async () => {
    const line = await online();
    client.send(send('m1'));
    line.cut();
    const next = await reconnect();
    expect(line.of('send')).toEqual([send('m1')]);
    expect(next.of('send')).toEqual([send('m1')]);
  });

  it('keeps the order of what waited', async () => {
    (await online()).cut();
    for (const id of ['a', 'b', 'c']) client.send(send(id));
    expect(client.waiting).toBe(3);
    const next = await reconnect();
    for (const id of ['a', 'b', 'c']) {
      expect(next.of('send').at(-1)?.id).toBe(id);
      next.say({ type: 'ack', id, conversation: C, at: '' });
    }
  });

  it('does not send again what was acknowledged', async () => {
    const line = await online();
    client.send(send('m1'));
    line.say({ type: 'ack', id: 'm1', conversation: C, at: '2026-11-01T10:00:00.000Z' });
    expect(notices.at(-1)).toMatchObject({ type: 'acked', id: 'm1' });
    line.cut();
    expect((await reconnect()).of('send')).toEqual([]);
  });

  it('takes the event itself for an acknowledgement that was lost', async () => {
    const line = await online();
    client.send(send('m1'));
    line.say(event(6, { sender: ME, id: 'm1' }));
    line.cut();
    expect((await reconnect()).of('send')).toEqual([]);
  });

  it('sends again by itself what the server could not take', async () => {
    const line = await online();
    client.send(send('m1'));
    line.say({ type: 'error', id: 'm1', code: 'rate_limited', message: '', retryAfter: 2 });
    client.send(send('m2'));
    expect(line.of('send')).toHaveLength(1);
    await pass(2000);
    line.say({ type: 'ack', id: 'm1', conversation: C, at: '' });
    expect(line.of('send').map(frame => frame.id)).toEqual(['m1', 'm1', 'm2']);
  });

  it('tells a final refusal, and tries again under the same id only when asked', async () => {
    const line = await online();
    client.send(send('m1'));
    line.say({ type: 'error', id: 'm1', code: 'not_member', message: 'no' });
    const refusal = { code: 'not_member', message: 'no' };
    expect(notices.at(-1)).toEqual({ type: 'refused', id: 'm1', refusal });
    expect(client.waiting).toBe(0);
    client.retry('m1');
    expect(line.of('send').map(frame => frame.id)).toEqual(['m1', 'm1']);
  });

  it('has a bounded number under way', async () => {
    const line = await online();
    for (let i = 0; i < 40; i++) client.send({ ...send(`m${i}`), conversation: `c${i}` });
    expect(line.of('send')).toHaveLength(16);
    line.say({ type: 'ack', id: 'm0', conversation: C, at: '' });
    expect(line.of('send')).toHaveLength(17);
  });

  it('has one of a conversation under way, so that none overtakes another', async () => {
    const line = await online();
    client.send(send('m1'));
    client.send(send('m2'));
    client.send({ ...send('other'), conversation: 'c2' });
    expect(line.of('send').map(frame => frame.id)).toEqual(['m1', 'other']);
  });

  it('asks again when an answer does not come', async () => {
    const line = await online();
    client.send(send('m1'));
    await pass(20_000);
    expect(line.of('send')).toHaveLength(2);
  });
});

describe('marks', () => {
  it('say what was received at most once a second', async () => {
    const line = await online();
    for (const seq of [6, 7, 8]) line.say(event(seq));
    await pass(1000);
    expect(line.of('received').map(frame => frame.seq)).toEqual([6, 8]);
  });

  it('of reading move forward only', async () => {
    const line = await online();
    client.read(C, 5);
    client.read(C, 4);
    await pass(1000);
    expect(line.of('read')).toEqual([{ type: 'read', conversation: C, seq: 5 }]);
  });

  it('are told again after a cut unless the server has confirmed them', async () => {
    const line = await online();
    client.read(C, 5);
    line.cut();
    const next = await reconnect();
    expect(next.of('read')).toHaveLength(1);
    next.say({ type: 'read', conversation: C, user: ME, seq: 5 });
    next.cut();
    expect((await reconnect()).of('read')).toEqual([]);
  });

  it('are told again when the server did not keep them', async () => {
    const line = await online();
    client.read(C, 5);
    line.say({ type: 'error', code: 'not_member', message: 'not kept', conversation: C });
    await pass(1000);
    expect(line.of('read')).toHaveLength(2);
  });

  it('of typing are told every few seconds', async () => {
    const line = await online();
    for (let i = 0; i < 5; i++) {
      client.typing(C);
      await pass(1000);
    }
    expect(line.of('typing')).toHaveLength(2);
  });
});
