import type { Uuid } from '../protocol';
import type { CallSeams } from './seams';
import type { Sending } from './signals';
import { changeCall, currentCall } from './state';

/** What this end sends: its microphone, and a camera or a screen. */
export class OwnMedia {
  private readonly seams: CallSeams;
  /** They see this from now on. */
  private readonly onShow: (track: MediaStreamTrack | null) => Promise<void>;
  private readonly onChange: () => void;

  constructor(
    seams: CallSeams,
    onShow: (track: MediaStreamTrack | null) => Promise<void>,
    onChange: () => void,
  ) {
    this.seams = seams;
    this.onShow = onShow;
    this.onChange = onChange;
  }

  /** `over` if the call has ended meanwhile, `refused` if nothing can be had. */
  async open(id: Uuid, video: boolean): Promise<'open' | 'over' | 'refused'> {
    const stream = await this.seams.openMedia(video).catch(() => undefined);
    const call = currentCall();
    if (call?.id !== id) {
      stream?.getTracks().forEach(track => track.stop());
      return 'over';
    }
    if (!stream) return 'refused';
    const mine = {
      microphone: stream.getAudioTracks().length > 0,
      camera: stream.getVideoTracks().length > 0,
      screen: false,
    };
    if (video && !mine.camera) this.seams.tell('noCamera', call);
    changeCall({ local: stream, mine });
    return 'open';
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

  private async show(track: MediaStreamTrack | null): Promise<void> {
    const local = currentCall()?.local;
    local?.getVideoTracks().forEach(one => one.stop());
    const audio = local?.getAudioTracks() ?? [];
    changeCall({ local: new MediaStream(track ? [...audio, track] : audio) });
    await this.onShow(track);
  }

  private sending(mine: Sending): void {
    changeCall({ mine });
    this.onChange();
  }
}
