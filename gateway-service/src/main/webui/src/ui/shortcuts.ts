import { useEffect } from 'react';
import { activityOf } from '../chat/conversationState';
import { useChat } from '../chat/store';
import { go, routeOfNow, toConversation } from './route';

export type ShortcutAction = 'search' | 'new' | 'settings' | 'help' | 'next' | 'previous' | 'details';

interface Shortcut {
  readonly action: ShortcutAction;
  /** As they are written on the sheet; `Mod` is Ctrl, or the command key of a Mac. */
  readonly keys: readonly string[];
  readonly fits: (event: KeyboardEvent) => boolean;
  /** Works also while one is writing. */
  readonly whileWriting: boolean;
}

const mod = (event: KeyboardEvent) => event.ctrlKey || event.metaKey;
const alt = (event: KeyboardEvent) => event.altKey && !mod(event);
const plain = (event: KeyboardEvent) => !mod(event) && !event.altKey;
const is = (event: KeyboardEvent, key: string) => event.key.toLowerCase() === key;

/** What works everywhere in the page. What belongs to one place (Enter, Escape, arrows) is handled there. */
export const SHORTCUTS: readonly Shortcut[] = [
  { action: 'search', keys: ['Mod', 'K'], fits: e => mod(e) && is(e, 'k'), whileWriting: true },
  { action: 'new', keys: ['Alt', 'N'], fits: e => alt(e) && e.code === 'KeyN', whileWriting: true },
  { action: 'next', keys: ['Alt', '↓'], fits: e => alt(e) && e.key === 'ArrowDown', whileWriting: true },
  { action: 'previous', keys: ['Alt', '↑'], fits: e => alt(e) && e.key === 'ArrowUp', whileWriting: true },
  { action: 'details', keys: ['Alt', 'I'], fits: e => alt(e) && e.code === 'KeyI', whileWriting: true },
  { action: 'settings', keys: ['Mod', ','], fits: e => mod(e) && e.key === ',', whileWriting: true },
  { action: 'help', keys: ['?'], fits: e => plain(e) && e.key === '?', whileWriting: false },
];

/** Runs what a key asks for, unless a dialog is open: that one has the keys to itself. */
export function useShortcuts(run: (action: ShortcutAction) => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      if (document.querySelector('[role=dialog],[role=alertdialog],[role=menu]')) return;
      const shortcut = SHORTCUTS.find(one => one.fits(event));
      if (!shortcut || (!shortcut.whileWriting && isWriting(event.target))) return;
      event.preventDefault();
      run(shortcut.action);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
}

const isWriting = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Opens the conversation below or above the open one in the list. */
export function openNeighbour(step: 1 | -1): void {
  const { conversations } = useChat.getState();
  const route = routeOfNow();
  const sorted = Object.values(conversations).sort(
    (a, b) => activityOf(b).localeCompare(activityOf(a)) || b.id.localeCompare(a.id),
  );
  const at = sorted.findIndex(one => route.at === 'conversation' && one.id === route.id);
  const next = sorted[at < 0 ? 0 : (at + step + sorted.length) % sorted.length];
  if (next) go(toConversation(next.id));
}
