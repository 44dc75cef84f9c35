import { useEffect } from 'react';

export const focusComposer = () => document.getElementById('composer')?.focus();

/** Whoever begins to write with the focus nowhere in particular means the composer. */
export function useTypingAnywhere(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      // A question mark asks for the shortcuts.
      if ([...event.key].length !== 1 || event.key === ' ' || event.key === '?') return;
      const { activeElement } = document;
      if (activeElement === null || activeElement === document.body || activeElement.closest('[role=log]'))
        focusComposer();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
