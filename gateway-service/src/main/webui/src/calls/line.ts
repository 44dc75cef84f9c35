import type { Uuid } from '../protocol';
import type { Peer } from './peer';
import type { CallSeams } from './seams';
import type { CallSignal, Unaddressed } from './signals';
import { changeCall, currentCall } from './state';

type OfConnection = Extract<CallSignal, { is: 'description' | 'candidate' }>;

/** The connection of the call there is, from when both want one until the call is over. */
export class Line {
  private readonly open: CallSeams['connect'];
  private readonly say: (data: Unaddressed<OfConnection>) => void;
  private readonly onState: (state: 'connected' | 'reconnecting' | 'lost') => void;
  private peer: Peer | undefined;
  /** What was said about the connection before there was one. */
  private early: OfConnection[] = [];

  constructor(
    open: CallSeams['connect'],
    say: (data: Unaddressed<OfConnection>) => void,
    onState: (state: 'connected' | 'reconnecting' | 'lost') => void,
  ) {
    this.open = open;
    this.say = say;
    this.onState = onState;
  }

  async connect(id: Uuid, polite: boolean): Promise<void> {
    const call = currentCall();
    if (call?.id !== id) return;
    const tracks = {
      audio: call.local?.getAudioTracks()[0] ?? null,
      video: call.local?.getVideoTracks()[0] ?? null,
    };
    const stands = () => currentCall()?.id === id;
    const peer = await this.open(polite, tracks, {
      signal: data => void (stands() && this.say(data)),
      track: track => {
        const remote = currentCall()?.remote;
        if (stands()) changeCall({ remote: new MediaStream([...(remote?.getTracks() ?? []), track]) });
      },
      state: state => void (stands() && this.onState(state)),
    });
    if (!stands()) return peer.close();
    this.peer = peer;
    for (const signal of this.early.splice(0)) peer.hear(signal);
  }

  hear(signal: OfConnection): void {
    if (this.peer) this.peer.hear(signal);
    else if (currentCall()?.phase === 'connecting') this.early.push(signal);
  }

  /** They see this from now on. */
  async show(track: MediaStreamTrack | null): Promise<void> {
    await this.peer?.send('video', track);
  }

  close(): void {
    this.peer?.close();
    this.peer = undefined;
    this.early = [];
  }
}
