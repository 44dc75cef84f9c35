import type { CallSignal } from './signals';

/** Our end of a connection between two browsers. */
export interface Peer {
  /** Takes what the other end says about the connection itself. */
  hear(signal: Extract<CallSignal, { is: 'description' | 'candidate' }>): void;
  /** Sends this track from now on; null for none. */
  send(kind: 'audio' | 'video', track: MediaStreamTrack | null): Promise<void>;
  close(): void;
}

export interface PeerHandler {
  signal(
    data:
      | { is: 'description'; description: RTCSessionDescriptionInit }
      | { is: 'candidate'; candidate: RTCIceCandidateInit },
  ): void;
  track(track: MediaStreamTrack): void;
  state(state: 'connected' | 'reconnecting' | 'lost'): void;
}

/** Milliseconds: between attempts to get a broken connection back, and until we stop trying. */
const RESTART_EVERY = 4_000;
const GIVE_UP_AFTER = 25_000;

/**
 * A WebRTC connection by the pattern of perfect negotiation: whoever needs to negotiate does, and of two offers that cross the one of
 * the polite end yields. The caller is impolite and brings one transceiver for each kind, so that whatever is switched on or off later
 * needs no new negotiation.
 */
export class BrowserPeer implements Peer {
  private readonly connection: RTCPeerConnection;
  private readonly handler: PeerHandler;
  private readonly polite: boolean;
  private tracks: Readonly<Record<'audio' | 'video', MediaStreamTrack | null>>;
  private offering = false;
  private ignoring = false;
  private work: Promise<void> = Promise.resolve();
  private brokenAt: number | undefined;
  private restarts: ReturnType<typeof setInterval> | undefined;

  constructor(
    iceServers: RTCIceServer[],
    polite: boolean,
    tracks: Readonly<Record<'audio' | 'video', MediaStreamTrack | null>>,
    handler: PeerHandler,
  ) {
    this.connection = new RTCPeerConnection({ iceServers });
    this.polite = polite;
    this.tracks = tracks;
    this.handler = handler;
    this.connection.onnegotiationneeded = () => void this.offer();
    this.connection.onicecandidate = ({ candidate }) => {
      if (candidate) handler.signal({ is: 'candidate', candidate: candidate.toJSON() });
    };
    this.connection.ontrack = ({ track }) => handler.track(track);
    this.connection.onconnectionstatechange = () => this.onState();
    if (!polite) {
      for (const kind of ['audio', 'video'] as const) {
        this.connection.addTransceiver(tracks[kind] ?? kind, { direction: 'sendrecv' });
      }
    }
  }

  hear(signal: Extract<CallSignal, { is: 'description' | 'candidate' }>): void {
    // One after the other: a candidate must not overtake the description that it belongs to.
    this.work = this.work.then(() => this.take(signal)).catch(() => undefined);
  }

  async send(kind: 'audio' | 'video', track: MediaStreamTrack | null): Promise<void> {
    this.tracks = { ...this.tracks, [kind]: track };
    await this.sender(kind)?.replaceTrack(track);
  }

  close(): void {
    clearInterval(this.restarts);
    this.connection.onconnectionstatechange = null;
    this.connection.close();
  }

  private async offer(): Promise<void> {
    try {
      this.offering = true;
      await this.connection.setLocalDescription();
      this.tell();
    } catch {
      // The next negotiation tries again.
    } finally {
      this.offering = false;
    }
  }

  private tell(): void {
    const description = this.connection.localDescription;
    if (description)
      this.handler.signal({
        is: 'description',
        description: description.toJSON(),
      });
  }

  private async take(signal: Extract<CallSignal, { is: 'description' | 'candidate' }>): Promise<void> {
    if (signal.is === 'candidate') {
      try {
        await this.connection.addIceCandidate(signal.candidate);
      } catch (error) {
        if (!this.ignoring) throw error;
      }
      return;
    }
    const { description } = signal;
    const collides =
      description.type === 'offer' && (this.offering || this.connection.signalingState !== 'stable');
    this.ignoring = !this.polite && collides;
    if (this.ignoring) return;
    await this.connection.setRemoteDescription(description);
    if (description.type !== 'offer') return;
    await this.answerWithOwnTracks();
    await this.connection.setLocalDescription();
    this.tell();
  }

  /** The callee sends on the transceivers that the caller brought. */
  private async answerWithOwnTracks(): Promise<void> {
    for (const transceiver of this.connection.getTransceivers()) {
      const kind = transceiver.receiver.track.kind as 'audio' | 'video';
      transceiver.direction = 'sendrecv';
      if (transceiver.sender.track !== this.tracks[kind])
        await transceiver.sender.replaceTrack(this.tracks[kind]);
    }
  }

  private sender(kind: 'audio' | 'video'): RTCRtpSender | undefined {
    return this.connection.getTransceivers().find(one => one.receiver.track.kind === kind)?.sender;
  }

  private onState(): void {
    switch (this.connection.connectionState) {
      case 'connected':
        this.brokenAt = undefined;
        clearInterval(this.restarts);
        this.restarts = undefined;
        return this.handler.state('connected');
      case 'disconnected':
      case 'failed':
        if (this.restarts !== undefined) return;
        this.brokenAt = Date.now();
        this.handler.state('reconnecting');
        this.restarts = setInterval(() => this.restart(), RESTART_EVERY);
        if (this.connection.connectionState === 'failed') this.restart();
        return;
      case 'closed':
      case 'connecting':
      case 'new':
        return;
    }
  }

  private restart(): void {
    if (this.brokenAt !== undefined && Date.now() - this.brokenAt > GIVE_UP_AFTER) {
      this.close();
      return this.handler.state('lost');
    }
    // An offer that was lost on its way is said again; else a new one asks for new ways.
    if (this.connection.signalingState === 'have-local-offer') this.tell();
    else this.connection.restartIce();
  }
}
