import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { Uuid } from '../protocol';

/** Of a message that is edited or answered, what is shown above the composer. */
export interface Composed {
  readonly seq: number;
  readonly sender: Uuid;
  readonly text: string;
}

interface Drafts {
  readonly texts: Readonly<Record<string, string>>;
  readonly answers: Readonly<Record<string, Composed>>;
}

/** What is typed and not sent, and what it answers, by user and conversation; it outlives a reload. */
export const useDrafts = create<Drafts>()(
  persist((): Drafts => ({ texts: {}, answers: {} }), { name: 'parley.drafts' }),
);

/** Characters kept of a message that is answered: a line of it is shown. */
const QUOTED = 300;

export const draftKey = (user: Uuid, conversation: Uuid) => `${user}/${conversation}`;

export function setDraft(key: string, text: string): void {
  useDrafts.setState(({ texts }) => ({ texts: changed(texts, key, text === '' ? undefined : text) }));
}

export function setAnswered(key: string, message: Composed | undefined): void {
  const kept = message && { ...message, text: message.text.slice(0, QUOTED) };
  useDrafts.setState(({ answers }) => ({ answers: changed(answers, key, kept) }));
}

/** Nothing of what this user has typed stays in the browser. */
export function forgetDrafts(user: Uuid): void {
  const without = <T>(all: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(all).filter(([key]) => !key.startsWith(draftKey(user, ''))));
  useDrafts.setState(({ texts, answers }) => ({ texts: without(texts), answers: without(answers) }));
}

function changed<T>(all: Readonly<Record<string, T>>, key: string, value: T | undefined): Record<string, T> {
  const others = Object.fromEntries(Object.entries(all).filter(([one]) => one !== key));
  return value === undefined ? others : { ...others, [key]: value };
}

// What is typed in one tab stands in the others too.
window.addEventListener('storage', ({ key }) => {
  if (key === 'parley.drafts') void useDrafts.persist.rehydrate();
});
