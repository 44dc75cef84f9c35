import type { Uuid } from '../protocol';
import { Line } from './line';
import { OwnMedia } from './ownMedia';
import type { CallSeams } from './seams';
import { type CallSignal, toSignal } from './signals';
import { beginCall, type Call, changeCall, currentCall, type Ending, endCall } from './state';

/** All in milliseconds. */
const RING_AGAIN = 4_000;
const RING_FOR = 45_000;
/** With no `ring` heard for this long, the caller is gone. */
const SILENCE = 13_000;

/**
 * Calls of one user on this page: at most one at a time. The caller decides which device takes the call and when it ends for all of
 * them, so several devices ring and stop together.
 */
export class Calls {
  readonly media: OwnMedia;
  private readonly seams: CallSeams;
  private readonly device: Uuid;
  private readonly line: Line;
  /** The device of theirs that the call is with. */
  private taker: Uuid | undefined;
  private readonly over = new Set<Uuid>();
  private ringer: ReturnType<typeof setInterval> | undefined;
  private patience: ReturnType<typeof setTimeout> | undefined;

  constructor(seams: CallSeams) {
    this.seams = seams;
    this.device = seams.newId();
    this.line = new Line(
      (polite, tracks, handler) => seams.connect(polite, tracks, handler),
      data => void this.send({ ...data, device: this.device }),
      state => this.onLine(state),
    );
    this.media = new OwnMedia(
      seams,
      track => this.line.show(track),
      () => this.tellMedia(),
    );
  }

  /** Whether leaving the page would break a conversation off. */
  get talking(): boolean {
    return currentCall()?.connectedAt !== undefined;
  }

  /** Calls somebody. Nothing happens during another call. */
  async start(conversation: Uuid, peer: Uuid, video: boolean): Promise<void> {
    if (currentCall()) return;
    const id = this.seams.newId();
    beginCall({ id, conversation, peer, video, outgoing: true, phase: 'calling' });
    if (!(await this.openMedia(id, video))) return;
    const ring = () => this.send({ is: 'ring', device: this.device, conversation, video });
    if (!ring()) return this.finish('unreachable');
    this.ringer = setInterval(ring, RING_AGAIN);
    this.patience = setTimeout(() => this.finish('unanswered'), RING_FOR);
  }

  async accept(video: boolean): Promise<void> {
    const call = currentCall();
    if (call?.phase !== 'incoming') return;
    clearTimeout(this.patience);
    changeCall({ phase: 'connecting' });
    if (!(await this.openMedia(call.id, video))) return;
    await this.line.connect(call.id, true);
    this.send({ is: 'accept', device: this.device });
    this.tellMedia();
    this.patience = setTimeout(() => this.finish('lost'), SILENCE);
  }

  decline(): void {
    if (currentCall()?.phase !== 'incoming') return;
    this.send({ is: 'decline', device: this.device });
    this.close('quiet');
  }

  hangUp(): void {
    if (currentCall()?.phase === 'incoming') this.decline();
    else if (currentCall()) this.finish('quiet');
  }

  hear(from: Uuid, id: Uuid, data: unknown): void {
    const signal = toSignal(data);
    if (!signal || signal.device === this.device || this.over.has(id)) return;
    if (signal.is === 'ring') return this.onRing(from, id, signal);
    const call = currentCall();
    if (call?.id === id && call.peer === from) this.onSignal(call, signal);
  }

  /** The page goes away, or its user does. A call that only rings here goes on ringing elsewhere, and here again after a reload. */
  stop(): void {
    if (currentCall()?.phase === 'incoming') this.close('quiet');
    else this.hangUp();
  }

  private onRing(from: Uuid, id: Uuid, ring: Extract<CallSignal, { is: 'ring' }>): void {
    const call = currentCall();
    if (call?.id === id) {
      if (call.phase === 'incoming') this.listenOn();
      return;
    }
    if (call && this.crosses(call, from)) {
      // Both call each other: the lower id stands, whoever looks at it.
      if (call.id < id) return;
      const { video } = call;
      this.close('quiet');
      this.onRing(from, id, ring);
      void this.accept(video);
      return;
    }
    if (call) {
      this.seams.signal(from, id, { is: 'busy', device: this.device });
      return;
    }
    const { conversation, video } = ring;
    beginCall({ id, conversation, peer: from, video, outgoing: false, phase: 'incoming' });
    this.send({ is: 'ringing', device: this.device });
    this.listenOn();
  }

  private crosses(call: Call, from: Uuid): boolean {
    return call.peer === from && call.outgoing && (call.phase === 'calling' || call.phase === 'ringing');
  }

  /** As long as the caller rings. If he falls silent without a word, nobody else will say that his call was missed. */
  private listenOn(): void {
    clearTimeout(this.patience);
    this.patience = setTimeout(() => this.finish('missed'), SILENCE);
  }

  private onSignal(call: Call, signal: Exclude<CallSignal, { is: 'ring' }>): void {
    switch (signal.is) {
      case 'ringing':
        if (call.phase === 'calling') changeCall({ phase: 'ringing' });
        return;
      case 'accept':
        return this.onAccept(call, signal.device);
      case 'taken':
        // Were it ours, we would not have listened.
        if (!call.outgoing) this.close('elsewhere');
        return;
      case 'decline':
        if (call.outgoing && this.taker === undefined) this.finish('declined');
        return;
      case 'busy':
        if (call.outgoing && this.taker === undefined) this.finish('busy');
        return;
      case 'end':
        return this.close(call.phase === 'incoming' ? 'quiet' : 'ended');
      case 'media': {
        const { microphone, camera, screen } = signal;
        return changeCall({ theirs: { microphone, camera, screen } });
      }
      case 'description':
      case 'candidate':
        return this.line.hear(signal);
    }
  }

  private onAccept(call: Call, device: Uuid): void {
    if (!call.outgoing) return;
    const first = this.taker === undefined;
    this.taker ??= device;
    this.seams.signal(call.peer, call.id, { is: 'taken', device: this.taker });
    if (!first) return;
    this.stopRinging();
    changeCall({ phase: 'connecting' });
    this.patience = setTimeout(() => this.finish('lost'), SILENCE * 2);
    void this.line.connect(call.id, false).then(() => this.tellMedia());
  }

  private onLine(state: 'connected' | 'reconnecting' | 'lost'): void {
    if (state === 'lost') return this.finish('lost');
    if (state === 'reconnecting') return changeCall({ phase: 'reconnecting' });
    clearTimeout(this.patience);
    changeCall({ phase: 'connected', connectedAt: currentCall()?.connectedAt ?? Date.now() });
  }

  private async openMedia(id: Uuid, video: boolean): Promise<boolean> {
    const opened = await this.media.open(id, video);
    if (opened === 'refused') {
      if (currentCall()?.outgoing === false) this.send({ is: 'decline', device: this.device });
      this.close('noMicrophone');
    }
    return opened === 'open';
  }

  private tellMedia(): void {
    const mine = currentCall()?.mine;
    if (mine) this.send({ is: 'media', device: this.device, ...mine });
  }

  private send(data: CallSignal): boolean {
    const call = currentCall();
    return call !== undefined && this.seams.signal(call.peer, call.id, data);
  }

  /** Ends it for everybody, and says so. */
  private finish(why: Ending): void {
    if (currentCall()?.phase !== 'incoming') this.send({ is: 'end', device: this.device });
    this.close(why);
  }

  private close(why: Ending): void {
    const call = currentCall();
    if (!call) return;
    this.stopRinging();
    this.over.add(call.id);
    this.line.close();
    this.taker = undefined;
    endCall();
    this.reportEnd(call, why);
    this.seams.tell(why, call);
  }

  /** Each end says what it knows; the server keeps what it hears first. */
  private reportEnd(call: Call, why: Ending): void {
    if (call.connectedAt !== undefined) {
      this.seams.report(call, 'answered', Math.max(1, Math.round((Date.now() - call.connectedAt) / 1000)));
    } else if (call.outgoing ? why !== 'noMicrophone' : why === 'missed') {
      this.seams.report(call, why === 'declined' ? 'declined' : 'missed', 0);
    }
  }

  private stopRinging(): void {
    clearInterval(this.ringer);
    clearTimeout(this.patience);
  }
}
