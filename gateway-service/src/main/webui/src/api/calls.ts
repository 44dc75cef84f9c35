import type { Uuid } from '../protocol';
import { call } from './http';

/** Servers that help two browsers find each other, with credentials that hold for a while. */
export const iceServers = (): Promise<{ iceServers: RTCIceServer[]; expiresIn: number }> =>
  call('/api/calls/ice');

/** Says how a call ended. Safe to say again, and by both ends: the first report of a call is kept. */
export const reportCall = (
  conversation: Uuid,
  id: Uuid,
  ended: { outcome: 'answered' | 'missed' | 'declined'; seconds: number; caller: Uuid },
): Promise<void> => call(`/api/conversations/${conversation}/calls/${id}`, { method: 'PUT', body: ended });
