import type { Uuid } from '../protocol';
import type { Peer, PeerHandler } from './peer';
import { type CallSignal, type Sending, toSignal } from './signals';
import { type Call, currentCall, type Ending, useCall } from './state';

export type Outcome = 'answered' | 'missed' | 'declined';

/** What a call needs of the world around it. */
export interface CallSeams {
  /** Says whether it went out. */
  signal(to: Uuid, call: Uuid, data: CallSignal): boolean;
  newId(): Uuid;
  openMedia(video: boolean): Promise<MediaStream>;
  openCamera(): Promise<MediaStreamTrack | undefined>;
  openScreen(): Promise<MediaStreamTrack | undefined>;
  connect(polite: boolean, tracks: Tracks, handler: PeerHandler): Promise<Peer>;
  report(call: Call, outcome: Outcome, seconds: number): void;
  /** Tells the user how the call ended, or (`noCamera`, `noScreen`) what of it does not work. */
  tell(what: Ending | 'noCamera' | 'noScreen', call: Call): void;
}

export type Tracks = Readonly<Record<'audio' | 'video', MediaStreamTrack | null>>;

/** All in milliseconds. */
const RING_AGAIN = 4_000;
const RING_FOR = 45_000;
/** With no `ring` heard for this long, the caller is gone. */
const SILENCE = 13_000;

const NOTHING: Sending = { microphone: false, camera: false, screen: false };

/**
 * Calls of one user on this page: at most one at a time. The caller decides which device takes the call and when it ends for all of
 * them, so several devices ring and stop together.
 */
export class Calls {
  private readonly seams: CallSeams;
  private readonly device: Uuid;
  private peer: Peer | undefined;
  /** Signals about the connection that came before there was one. */
  private early: Extract<CallSignal, { is: 'description' | 'candidate' }>[] = [];
  /** The device of theirs that the call is with. */
  private taker: Uuid | undefined;
  private readonly over = new Set<Uuid>();
  private ringer: ReturnType<typeof setInterval> | undefined;
  private patience: ReturnType<typeof setTimeout> | undefined;

  constructor(seams: CallSeams) {
    this.seams = seams;
    this.device = seams.newId();
  }

  /** Calls somebody. Nothing happens during another call. */
  async start(conversation: Uuid, peer: Uuid, video: boolean): Promise<void> {
    if (currentCall()) return;
    const call = this.begin({
      id: this.seams.newId(),
      conversation,
      peer,
      video,
      outgoing: true,
      phase: 'calling',
    });
    if (!(await this.openMedia(call.id, video))) return;
    const ring = () => this.send({ is: 'ring', device: this.device, conversation, video });
    if (!ring()) return this.finish('unreachable');
    this.ringer = setInterval(ring, RING_AGAIN);
    this.patience = setTimeout(() => this.finish('unanswered'), RING_FOR);
  }

  async accept(video: boolean): Promise<void> {
    const call = currentCall();
    if (call?.phase !== 'incoming') return;
    clearTimeout(this.patience);
    this.change({ phase: 'connecting' });
    if (!(await this.openMedia(call.id, video))) return;
    await this.connect(call.id, true);
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

  toggleMicrophone(): void {
    const call = currentCall();
    const track = call?.local?.getAudioTracks()[0];
    if (!call || !track) return;
    track.enabled = !track.enabled;
    this.sending({ ...call.mine, microphone: track.enabled });
  }

  /** A camera that is off is let go of, so that its light goes out too. */
  async toggleCamera(): Promise<void> {
    const call = currentCall();
    if (!call || call.mine.screen) return;
    if (call.mine.camera) {
      await this.show(null);
      return this.sending({ ...call.mine, camera: false });
    }
    const track = await this.seams.openCamera().catch(() => undefined);
    if (currentCall()?.id !== call.id) return track?.stop();
    if (!track) return this.seams.tell('noCamera', call);
    await this.show(track);
    this.sending({ ...call.mine, camera: true });
  }

  /** A screen takes the camera's place. */
  async toggleScreen(): Promise<void> {
    const call = currentCall();
    if (!call) return;
    if (call.mine.screen) {
      await this.show(null);
      return this.sending({ ...call.mine, screen: false });
    }
    let track: MediaStreamTrack | undefined;
    try {
      track = await this.seams.openScreen();
    } catch (error) {
      // Whoever chose nothing to share knows that.
      if (!(error instanceof DOMException && error.name === 'NotAllowedError'))
        this.seams.tell('noScreen', call);
    }
    if (!track || currentCall()?.id !== call.id) return track?.stop();
    track.onended = () => {
      if (currentCall()?.mine.screen) void this.toggleScreen();
    };
    await this.show(track);
    this.sending({ ...call.mine, camera: false, screen: true });
  }

  hear(from: Uuid, id: Uuid, data: unknown): void {
    const signal = toSignal(data);
    if (!signal || signal.device === this.device || this.over.has(id)) return;
    if (signal.is === 'ring') return this.onRing(from, id, signal);
    const call = currentCall();
    if (call?.id === id && call.peer === from) this.onSignal(call, signal);
  }

  /** The page goes away, or its user does. */
  stop(): void {
    this.hangUp();
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
    this.begin({ id, conversation, peer: from, video, outgoing: false, phase: 'incoming' });
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
        if (call.phase === 'calling') this.change({ phase: 'ringing' });
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
        return this.change({ theirs: { microphone, camera, screen } });
      }
      case 'description':
      case 'candidate':
        if (this.peer) this.peer.hear(signal);
        else if (call.phase === 'connecting') this.early.push(signal);
    }
  }

  private onAccept(call: Call, device: Uuid): void {
    if (!call.outgoing) return;
    const first = this.taker === undefined;
    this.taker ??= device;
    this.seams.signal(call.peer, call.id, { is: 'taken', device: this.taker });
    if (!first) return;
    this.stopRinging();
    this.change({ phase: 'connecting' });
    this.patience = setTimeout(() => this.finish('lost'), SILENCE * 2);
    void this.connect(call.id, false).then(() => this.tellMedia());
  }

  private async connect(id: Uuid, polite: boolean): Promise<void> {
    const call = currentCall();
    if (call?.id !== id) return;
    const tracks = {
      audio: call.local?.getAudioTracks()[0] ?? null,
      video: call.local?.getVideoTracks()[0] ?? null,
    };
    const peer = await this.seams.connect(polite, tracks, {
      signal: data => void (currentCall()?.id === id && this.send({ ...data, device: this.device })),
      track: track => {
        const remote = currentCall()?.remote;
        if (currentCall()?.id === id)
          this.change({ remote: new MediaStream([...(remote?.getTracks() ?? []), track]) });
      },
      state: state => {
        if (currentCall()?.id === id) this.onPeerState(state);
      },
    });
    if (currentCall()?.id !== id) return peer.close();
    this.peer = peer;
    for (const signal of this.early.splice(0)) peer.hear(signal);
  }

  private onPeerState(state: 'connected' | 'reconnecting' | 'lost'): void {
    if (state === 'lost') return this.finish('lost');
    if (state === 'reconnecting') return this.change({ phase: 'reconnecting' });
    clearTimeout(this.patience);
    this.change({ phase: 'connected', connectedAt: currentCall()?.connectedAt ?? Date.now() });
  }

  private async openMedia(id: Uuid, video: boolean): Promise<boolean> {
    const stream = await this.seams.openMedia(video).catch(() => undefined);
    const call = currentCall();
    if (call?.id !== id) {
      stream?.getTracks().forEach(track => track.stop());
      return false;
    }
    if (!stream) {
      if (!call.outgoing) this.send({ is: 'decline', device: this.device });
      this.close('noMicrophone');
      return false;
    }
    const mine = {
      microphone: stream.getAudioTracks().length > 0,
      camera: stream.getVideoTracks().length > 0,
      screen: false,
    };
    if (video && !mine.camera) this.seams.tell('noCamera', call);
    this.change({ local: stream, mine });
    return true;
  }

  /** This is what they see of us from now on. */
  private async show(track: MediaStreamTrack | null): Promise<void> {
    const local = currentCall()?.local;
    local?.getVideoTracks().forEach(one => one.stop());
    const audio = local?.getAudioTracks() ?? [];
    this.change({ local: new MediaStream(track ? [...audio, track] : audio) });
    await this.peer?.send('video', track);
  }

  private sending(mine: Sending): void {
    this.change({ mine });
    this.tellMedia();
  }

  private tellMedia(): void {
    const mine = currentCall()?.mine;
    if (mine) this.send({ is: 'media', device: this.device, ...mine });
  }

  private begin(call: Pick<Call, 'id' | 'conversation' | 'peer' | 'video' | 'outgoing' | 'phase'>): Call {
    const whole: Call = {
      ...call,
      connectedAt: undefined,
      mine: NOTHING,
      theirs: { ...NOTHING, microphone: true },
      local: undefined,
      remote: undefined,
    };
    useCall.setState({ call: whole });
    return whole;
  }

  private change(change: Partial<Call>): void {
    useCall.setState(({ call }) => (call ? { call: { ...call, ...change } } : {}));
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
    this.peer?.close();
    this.peer = undefined;
    this.taker = undefined;
    this.early = [];
    call.local?.getTracks().forEach(track => track.stop());
    useCall.setState({ call: undefined });
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
