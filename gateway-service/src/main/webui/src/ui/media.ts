import { useSyncExternalStore } from 'react';

const onMedia = (query: string) => (changed: () => void) => {
  const list = matchMedia(query);
  list.addEventListener('change', changed);
  return () => list.removeEventListener('change', changed);
};

export function useMedia(query: string): boolean {
  return useSyncExternalStore(onMedia(query), () => matchMedia(query).matches);
}

const onVisibility = (changed: () => void) => {
  document.addEventListener('visibilitychange', changed);
  return () => document.removeEventListener('visibilitychange', changed);
};

/** Whether somebody may be looking at this page. */
export function useVisible(): boolean {
  return useSyncExternalStore(onVisibility, () => document.visibilityState === 'visible');
}

/** A touch screen has no hover, and a keyboard that jumps up unasked. */
export const hasPointer = () => matchMedia('(hover: hover)').matches;

export const calmMotion = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
