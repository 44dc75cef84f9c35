import { toEvent, type ChatEvent, type Role, type Uuid } from '../protocol';
import { call } from './http';
import type { Conversation, EventPage, SearchHit } from './types';

const PAGE = 50;

/** One page of the list, and where the next one starts. */
export function listConversations(
  before?: string,
): Promise<{ conversations: Conversation[]; next?: string }> {
  const from = before === undefined ? '' : `&before=${encodeURIComponent(before)}`;
  return call(`/api/conversations?limit=${PAGE}${from}`);
}

export const getConversation = (id: Uuid): Promise<Conversation> => call(`/api/conversations/${id}`);

export const startDirect = (user: Uuid): Promise<Conversation> =>
  call('/api/conversations', { method: 'POST', body: { type: 'direct', members: [user] } });

export const createGroup = (title: string, members: readonly Uuid[]): Promise<Conversation> =>
  call('/api/conversations', { method: 'POST', body: { type: 'group', title, members } });

export const renameGroup = (id: Uuid, title: string): Promise<void> =>
  call(`/api/conversations/${id}`, { method: 'PATCH', body: { title } });

export const addMember = (id: Uuid, user: Uuid): Promise<void> =>
  call(`/api/conversations/${id}/members`, { method: 'POST', body: { user } });

export const removeMember = (id: Uuid, user: Uuid): Promise<void> =>
  call(`/api/conversations/${id}/members/${user}`, { method: 'DELETE' });

export const setRole = (id: Uuid, user: Uuid, role: Role): Promise<void> =>
  call(`/api/conversations/${id}/members/${user}/role`, { method: 'PUT', body: { role } });

/** For the caller alone; an `unreadFrom` of 0 takes the mark away. */
export const prefer = (id: Uuid, wanted: { muted?: boolean; unreadFrom?: number }): Promise<Conversation> =>
  call(`/api/conversations/${id}/preferences`, { method: 'PUT', body: wanted });

export const eventsAfter = (id: Uuid, seq: number, limit: number) =>
  events(id, `after=${seq}&limit=${limit}`);

export const eventsBefore = (id: Uuid, seq: number, limit: number) =>
  events(id, `before=${seq}&limit=${limit}`);

async function events(id: Uuid, range: string): Promise<EventPage & { events: ChatEvent[] }> {
  const page = await call<EventPage>(`/api/conversations/${id}/events?${range}`);
  return { ...page, events: page.events.flatMap(event => toEvent(event) ?? []) };
}

export async function search(
  q: string,
  conversation: Uuid | undefined,
  signal: AbortSignal,
): Promise<SearchHit[]> {
  const within = conversation === undefined ? '' : `&conversation=${conversation}`;
  const path = `/api/search?q=${encodeURIComponent(q)}&limit=30${within}`;
  return (await call<{ hits: SearchHit[] }>(path, { signal })).hits;
}
