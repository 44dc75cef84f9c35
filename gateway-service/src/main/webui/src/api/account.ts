import type { Uuid } from '../protocol';
import { call } from './http';
import type { User } from './types';

/** A session of the user, on some device. */
export interface Device {
  readonly id: Uuid;
  /** Its `User-Agent`. */
  readonly device?: string;
  readonly createdAt: string;
  readonly lastUsedAt: string;
  readonly current: boolean;
}

/** An avatar of '' takes it away. */
export const changeProfile = (change: { displayName?: string; avatar?: string }): Promise<User> =>
  call('/api/users/me', { method: 'PATCH', body: change });

export const listDevices = (): Promise<Device[]> => call('/api/auth/sessions');

export const endDevice = (id: Uuid): Promise<void> => call(`/api/auth/sessions/${id}`, { method: 'DELETE' });

export const changePassword = (current: string, next: string): Promise<void> =>
  call('/api/auth/password', { method: 'POST', body: { current, next } });

export const deleteAccount = (password: string): Promise<void> =>
  call('/api/auth/account/delete', { method: 'POST', body: { password } });
