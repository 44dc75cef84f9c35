import { useSyncExternalStore } from 'react';
import type { Uuid } from '../protocol';

/** Routes live in the hash, so that any server that serves the page serves them all. */
export type Route =
  { readonly at: 'home' } | { readonly at: 'register' } | { readonly at: 'conversation'; readonly id: Uuid };

const HOME: Route = { at: 'home' };
const REGISTER: Route = { at: 'register' };

function parse(hash: string): Route {
  if (hash === '#/register') return REGISTER;
  const id = /^#\/c\/([\w-]+)$/.exec(hash)?.[1];
  return id === undefined ? HOME : { at: 'conversation', id };
}

const subscribe = (changed: () => void) => {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
};

export function useRoute(): Route {
  return parse(useSyncExternalStore(subscribe, () => location.hash));
}

export const toConversation = (id: Uuid) => `#/c/${id}`;
export const toHome = '#/';
export const toRegister = '#/register';

export function go(hash: string): void {
  location.hash = hash;
}
