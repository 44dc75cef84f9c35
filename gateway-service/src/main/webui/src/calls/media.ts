/** Microphone and camera as far as they can be had. Rejects if neither can. */
export async function openMedia(video: boolean): Promise<MediaStream> {
  const devices = navigator.mediaDevices;
  const camera = { width: { ideal: 1280 }, height: { ideal: 720 }, facingMode: 'user' };
  const wanted = video
    ? [{ audio: true, video: camera }, { audio: true }, { video: camera }]
    : [{ audio: true }];
  let failure: unknown;
  for (const constraints of wanted) {
    try {
      return await devices.getUserMedia(constraints);
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

export const openCamera = async (): Promise<MediaStreamTrack | undefined> =>
  (
    await navigator.mediaDevices.getUserMedia({ video: { width: { ideal: 1280 }, height: { ideal: 720 } } })
  ).getVideoTracks()[0];

export const openScreen = async (): Promise<MediaStreamTrack | undefined> =>
  (await navigator.mediaDevices.getDisplayMedia({ video: true })).getVideoTracks()[0];

/** Calls need a secure context; a page by plain HTTP from another machine has no devices at all. */
export const canCall = (): boolean =>
  typeof RTCPeerConnection === 'function' && typeof navigator.mediaDevices?.getUserMedia === 'function';
