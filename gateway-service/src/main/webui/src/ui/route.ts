import { useSyncExternalStore } from 'react';
import type { Uuid } from '../protocol';

/** Routes live in the hash, so that any server that serves the page serves them all. */
export type Route =
  | { readonly at: 'home' }
  | { readonly at: 'register' }
  | {
      readonly at: 'conversation';
      readonly id: Uuid;
      /** A message in it. */
      readonly seq: number | undefined;
    };

const HOME: Route = { at: 'home' };
const REGISTER: Route = { at: 'register' };

function parse(hash: string): Route {
  if (hash === '#/register') return REGISTER;
  const [, id, seq] = /^#\/c\/([\w-]+)(?:\/(\d+))?$/.exec(hash) ?? [];
  if (id === undefined) return HOME;
  return { at: 'conversation', id, seq: seq === undefined ? undefined : Number(seq) };
}

const subscribe = (changed: () => void) => {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
};

export function useRoute(): Route {
  return parse(useSyncExternalStore(subscribe, () => location.hash));
}

/** Where the page is now, which what is drawn may not show yet. */
export const routeOfNow = (): Route => parse(location.hash);

export const toConversation = (id: Uuid) => `#/c/${id}`;
export const toMessage = (id: Uuid, seq: number) => `#/c/${id}/${seq}`;
export const toHome = '#/';
export const toRegister = '#/register';

export function go(hash: string): void {
  location.hash = hash;
}
