import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Uuid } from '../protocol';
import { Calls } from './calls';
import type { Peer, PeerHandler } from './peer';
import type { Outcome } from './seams';
import type { CallSignal } from './signals';
import { currentCall, useCall } from './state';

/** One page: it has its own state, which the store holds while it is its turn. */
class Page {
  readonly calls: Calls;
  readonly sent: { to: Uuid; call: Uuid; data: CallSignal }[] = [];
  readonly reports: { outcome: Outcome; seconds: number; outgoing: boolean }[] = [];
  readonly told: string[] = [];
  peer: PeerHandler | undefined;
  media: () => Promise<MediaStream> = () => Promise.resolve(new FakeStream() as unknown as MediaStream);

  constructor(ids: string[]) {
    this.calls = new Calls({
      signal: (to, call, data) => this.sent.push({ to, call, data }) > 0,
      newId: () => ids.shift() ?? 'id',
      openMedia: () => this.media(),
      openCamera: () => Promise.resolve(undefined),
      openScreen: () => Promise.resolve(undefined),
      connect: (_, __, handler) => {
        this.peer = handler;
        return Promise.resolve({
          hear: () => undefined,
          send: () => Promise.resolve(),
          close: () => undefined,
        } as Peer);
      },
      report: (call, outcome, seconds) => this.reports.push({ outcome, seconds, outgoing: call.outgoing }),
      tell: what => this.told.push(what),
    });
  }

  said(): string[] {
    return this.sent.map(one => one.data.is);
  }
}

class FakeTrack {
  enabled = true;
  stopped = false;
  readonly kind: string;
  constructor(kind: string) {
    this.kind = kind;
  }
  stop() {
    this.stopped = true;
  }
}

class FakeStream {
  readonly tracks: FakeTrack[];
  constructor(tracks: FakeTrack[] = [new FakeTrack('audio'), new FakeTrack('video')]) {
    this.tracks = tracks;
  }
  getTracks = () => this.tracks;
  getAudioTracks = () => this.tracks.filter(track => track.kind === 'audio');
  getVideoTracks = () => this.tracks.filter(track => track.kind === 'video');
}

const settled = () => vi.advanceTimersByTimeAsync(0);
const from = (device: string) => ({ device });
const ring = { is: 'ring', device: 'theirs', conversation: 'room', video: true } as const;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('MediaStream', FakeStream);
  useCall.setState({ call: undefined, news: undefined });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('who calls', () => {
  it('rings again and again, and after a while the call is missed', async () => {
    const page = new Page(['mine', 'call']);
    await page.calls.start('room', 'bob', true);
    await vi.advanceTimersByTimeAsync(12_500);
    expect(page.said()).toEqual(['ring', 'ring', 'ring', 'ring']);
    await vi.advanceTimersByTimeAsync(40_000);
    expect(page.said().at(-1)).toBe('end');
    expect(page.reports).toEqual([{ outcome: 'missed', seconds: 0, outgoing: true }]);
    expect(page.told).toEqual(['unanswered']);
    expect(currentCall()).toBeUndefined();
  });

  it('gives the call to the first device that accepts, and tells the others', async () => {
    const page = new Page(['mine', 'call']);
    await page.calls.start('room', 'bob', true);
    page.calls.hear('bob', 'call', { is: 'ringing', ...from('phone') });
    expect(currentCall()?.phase).toBe('ringing');
    page.calls.hear('bob', 'call', { is: 'accept', ...from('phone') });
    page.calls.hear('bob', 'call', { is: 'accept', ...from('laptop') });
    await settled();
    expect(page.sent.filter(one => one.data.is === 'taken').map(one => one.data.device)).toEqual([
      'phone',
      'phone',
    ]);
    expect(currentCall()?.phase).toBe('connecting');
    page.peer?.state('connected');
    await vi.advanceTimersByTimeAsync(65_000);
    expect(currentCall()?.phase).toBe('connected');
    page.calls.hangUp();
    expect(page.reports).toEqual([{ outcome: 'answered', seconds: 65, outgoing: true }]);
  });

  it('hears that it was declined or that the other is busy, once', async () => {
    const page = new Page(['mine', 'one', 'two']);
    await page.calls.start('room', 'bob', false);
    page.calls.hear('bob', 'one', { is: 'decline', ...from('phone') });
    page.calls.hear('bob', 'one', { is: 'accept', ...from('laptop') });
    await page.calls.start('room', 'bob', false);
    page.calls.hear('bob', 'two', { is: 'busy', ...from('phone') });
    expect(page.told).toEqual(['declined', 'busy']);
    expect(page.reports.map(one => one.outcome)).toEqual(['declined', 'missed']);
  });

  it('rings nobody without a microphone', async () => {
    const page = new Page(['mine', 'call']);
    page.media = () => Promise.reject(new Error('denied'));
    await page.calls.start('room', 'bob', true);
    expect([page.sent, page.reports, page.told]).toEqual([[], [], ['noMicrophone']]);
  });
});

describe('who is called', () => {
  it('rings as long as the caller does, and says that it was missed when he fell silent', async () => {
    const page = new Page(['mine']);
    page.calls.hear('ada', 'call', ring);
    expect([currentCall()?.phase, page.said()]).toEqual(['incoming', ['ringing']]);
    await vi.advanceTimersByTimeAsync(10_000);
    page.calls.hear('ada', 'call', ring);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(currentCall()?.phase).toBe('incoming');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(currentCall()).toBeUndefined();
    expect(page.reports).toEqual([{ outcome: 'missed', seconds: 0, outgoing: false }]);
    page.calls.hear('ada', 'call', ring);
    expect(currentCall()).toBeUndefined();
  });

  it('stops ringing when another device has the call', () => {
    const page = new Page(['mine']);
    page.calls.hear('ada', 'call', ring);
    page.calls.hear('ada', 'call', { is: 'taken', ...from('mine') });
    expect(currentCall()?.phase).toBe('incoming');
    page.calls.hear('ada', 'call', { is: 'taken', ...from('phone') });
    expect([currentCall(), page.told, page.reports]).toEqual([undefined, ['elsewhere'], []]);
  });

  it('says nothing when a page goes away on which it only rings', () => {
    const page = new Page(['mine']);
    page.calls.hear('ada', 'call', ring);
    page.calls.stop();
    expect([currentCall(), page.said(), page.reports]).toEqual([undefined, ['ringing'], []]);
  });

  it('accepts, talks, and hears that it is over', async () => {
    const page = new Page(['mine']);
    page.calls.hear('ada', 'call', ring);
    await page.calls.accept(true);
    page.peer?.state('connected');
    await vi.advanceTimersByTimeAsync(3_000);
    page.calls.hear('ada', 'call', {
      is: 'media',
      ...from('theirs'),
      microphone: false,
      camera: true,
      screen: false,
    });
    expect(currentCall()?.theirs).toEqual({ microphone: false, camera: true, screen: false });
    page.calls.hear('ada', 'call', { is: 'end', ...from('theirs') });
    expect([page.said(), page.told]).toEqual([['ringing', 'accept', 'media'], ['ended']]);
    expect(page.reports).toEqual([{ outcome: 'answered', seconds: 3, outgoing: false }]);
  });

  it('is busy for a third one, and deaf to strangers', async () => {
    const page = new Page(['mine']);
    page.calls.hear('ada', 'call', ring);
    page.calls.hear('cem', 'other', ring);
    page.calls.hear('cem', 'call', { is: 'end', ...from('theirs') });
    page.calls.hear('ada', 'call', { is: 'nonsense' });
    await settled();
    expect(currentCall()?.peer).toBe('ada');
    expect(page.sent.at(-1)).toEqual({ to: 'cem', call: 'other', data: { is: 'busy', device: 'mine' } });
  });

  it('lets camera and microphone go at the end', async () => {
    const page = new Page(['mine']);
    const stream = new FakeStream();
    page.media = () => Promise.resolve(stream as unknown as MediaStream);
    page.calls.hear('ada', 'call', ring);
    await page.calls.accept(true);
    page.calls.hangUp();
    expect(stream.tracks.every(track => track.stopped)).toBe(true);
  });
});

describe('calls that cross', () => {
  it('become the one with the lower id', async () => {
    const yields = new Page(['mine', 'call-9']);
    await yields.calls.start('room', 'bob', true);
    yields.calls.hear('bob', 'call-1', ring);
    await settled();
    expect([currentCall()?.id, currentCall()?.phase]).toEqual(['call-1', 'connecting']);

    useCall.setState({ call: undefined });
    const stands = new Page(['mine', 'call-1']);
    await stands.calls.start('room', 'bob', true);
    stands.calls.hear('bob', 'call-9', ring);
    expect([currentCall()?.id, stands.said()]).toEqual(['call-1', ['ring']]);
  });
});
