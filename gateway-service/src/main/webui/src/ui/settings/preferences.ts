import { create } from 'zustand';
import { persist } from 'zustand/middleware';

/** What this browser keeps of its user's wishes. */
interface Settings {
  /** Whether calls ring aloud. */
  readonly ring: boolean;
  /** Whether new messages are told as notifications; what the browser allows is its own. */
  readonly notify: boolean;
  /** Whether we have asked for that. */
  readonly asked: boolean;
}

export const useSettings = create<Settings>()(
  persist((): Settings => ({ ring: true, notify: false, asked: false }), { name: 'parley.settings' }),
);

export const changeSettings = (change: Partial<Settings>) => useSettings.setState(change);
