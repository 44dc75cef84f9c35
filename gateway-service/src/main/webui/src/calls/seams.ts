import type { Uuid } from '../protocol';
import type { Peer, PeerHandler } from './peer';
import type { CallSignal } from './signals';
import type { Call, Ending } from './state';

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
