import { create } from 'zustand';
import type { Uuid } from '../protocol';
import type { Sending } from './signals';

export type Phase =
  /** We called; `ringing` once a device of theirs rings. */
  | 'calling'
  | 'ringing'
  /** They called. */
  | 'incoming'
  | 'connecting'
  | 'connected'
  | 'reconnecting';

/** The one call there is. */
export interface Call {
  readonly id: Uuid;
  readonly conversation: Uuid;
  readonly peer: Uuid;
  readonly outgoing: boolean;
  readonly video: boolean;
  readonly phase: Phase;
  /** Milliseconds of the local clock. */
  readonly connectedAt: number | undefined;
  readonly mine: Sending;
  readonly theirs: Sending;
  /** What we show of ourselves. */
  readonly local: MediaStream | undefined;
  readonly remote: MediaStream | undefined;
}

/** Why a call ended; `quiet` where the user knows, `missed` where the conversation says so. */
export type Ending =
  | 'ended'
  | 'busy'
  | 'declined'
  | 'unanswered'
  | 'unreachable'
  | 'elsewhere'
  | 'lost'
  | 'noMicrophone'
  | 'missed'
  | 'quiet';

/** What the user is to be told about a call: that it ended, or what of it does not work. */
export interface CallNews {
  readonly what: Ending | 'noCamera' | 'noScreen';
  readonly call: Call;
}

export const useCall = create<{ readonly call: Call | undefined; readonly news: CallNews | undefined }>(
  () => ({
    call: undefined,
    news: undefined,
  }),
);

const NOTHING: Sending = { microphone: false, camera: false, screen: false };

export const currentCall = (): Call | undefined => useCall.getState().call;

/** From now on this is the call there is. */
export function beginCall(
  call: Pick<Call, 'id' | 'conversation' | 'peer' | 'video' | 'outgoing' | 'phase'>,
): void {
  const nothingYet = { connectedAt: undefined, local: undefined, remote: undefined };
  useCall.setState({
    call: { ...call, ...nothingYet, mine: NOTHING, theirs: { ...NOTHING, microphone: true } },
  });
}

export function changeCall(change: Partial<Call>): void {
  useCall.setState(({ call }) => (call ? { call: { ...call, ...change } } : {}));
}

/** There is no call any more, and what it used is let go of. */
export function endCall(): void {
  currentCall()
    ?.local?.getTracks()
    .forEach(track => track.stop());
  useCall.setState({ call: undefined });
}
