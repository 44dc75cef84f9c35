import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { Uuid } from '../protocol';

interface Drafts {
  readonly texts: Readonly<Record<string, string>>;
}

/** What is typed and not sent, by user and conversation; it outlives a reload. */
export const useDrafts = create<Drafts>()(persist((): Drafts => ({ texts: {} }), { name: 'parley.drafts' }));

export const draftKey = (user: Uuid, conversation: Uuid) => `${user}/${conversation}`;

export function setDraft(key: string, text: string): void {
  useDrafts.setState(({ texts }) => {
    const others = Object.fromEntries(Object.entries(texts).filter(([one]) => one !== key));
    return { texts: text === '' ? others : { ...others, [key]: text } };
  });
}

// What is typed in one tab stands in the others too.
window.addEventListener('storage', ({ key }) => {
  if (key === 'parley.drafts') void useDrafts.persist.rehydrate();
});
