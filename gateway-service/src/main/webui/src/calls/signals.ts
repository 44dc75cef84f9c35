import type { Uuid } from '../protocol';

/**
 * What the two ends of a call tell each other in `signal` frames (docs/protocol.md, "Calls"). A signal reaches every device of a user,
 * so each says which device it comes from, and `taken` which device the call is with.
 */
export type CallSignal =
  /** Said again every few seconds while it rings: a device that comes late rings too, and silence says that the caller is gone. */
  | { readonly is: 'ring'; readonly device: Uuid; readonly conversation: Uuid; readonly video: boolean }
  | { readonly is: 'ringing'; readonly device: Uuid }
  | { readonly is: 'accept'; readonly device: Uuid }
  /** By the caller: this device has the call, the others stop ringing. */
  | { readonly is: 'taken'; readonly device: Uuid }
  | { readonly is: 'decline'; readonly device: Uuid }
  | { readonly is: 'busy'; readonly device: Uuid }
  | { readonly is: 'end'; readonly device: Uuid }
  | { readonly is: 'description'; readonly device: Uuid; readonly description: RTCSessionDescriptionInit }
  | { readonly is: 'candidate'; readonly device: Uuid; readonly candidate: RTCIceCandidateInit }
  | ({ readonly is: 'media'; readonly device: Uuid } & Sending);

/** A signal before the device that says it has put its name to it. */
export type Unaddressed<S extends CallSignal> = S extends CallSignal ? Omit<S, 'device'> : never;

/** What somebody sends just now. */
export interface Sending {
  readonly microphone: boolean;
  readonly camera: boolean;
  readonly screen: boolean;
}

const KINDS: ReadonlySet<unknown> = new Set<CallSignal['is']>([
  'ring',
  'ringing',
  'accept',
  'taken',
  'decline',
  'busy',
  'end',
  'description',
  'candidate',
  'media',
]);

/** Undefined for what is not ours: other clients may signal other things. */
export function toSignal(data: unknown): CallSignal | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { is, device } = data as { is?: unknown; device?: unknown };
  return KINDS.has(is) && typeof device === 'string' ? (data as CallSignal) : undefined;
}
