import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type Catalogue, useText } from '../i18n';
import type { Uuid } from '../protocol';
import { call } from './http';
import type { User } from './types';

const BATCH = 50;
const FRESH = 10 * 60_000;

export async function findPeople(query: string, signal: AbortSignal): Promise<User[]> {
  return users(await call<Users>(`/api/users?query=${encodeURIComponent(query)}&limit=20`, { signal }));
}

type Users = User[] | { users: User[] };

const users = (answer: Users): User[] => (Array.isArray(answer) ? answer : answer.users);

export const userQuery = (id: Uuid) => ({
  queryKey: ['user', id],
  queryFn: () => directory.load(id),
  staleTime: FRESH,
  gcTime: 6 * FRESH,
});

/** A user by id; undefined until we know. */
export function useUser(id: Uuid | undefined): User | undefined {
  return useQuery({ ...userQuery(id ?? ''), enabled: id !== undefined && id !== '' }).data ?? undefined;
}

/** What to call a user by. */
export function nameOf(user: User | undefined, t: Catalogue): string {
  if (user === undefined) return '…';
  return user.deleted ? t.common.deletedAccount : user.displayName;
}

export function useName(id: Uuid | undefined): string {
  return nameOf(useUser(id), useText());
}

/** Makes a user known who came with another answer. */
export function useRemember(): (user: User) => void {
  const client = useQueryClient();
  return useMemo(() => (user: User) => client.setQueryData(userQuery(user.id).queryKey, user), [client]);
}

/** Looks users up many at a time: what is asked for within one moment goes as one call. */
class Directory {
  private waiting = new Map<Uuid, ((user: Promise<User | null>) => void)[]>();

  load(id: Uuid): Promise<User | null> {
    return new Promise(resolve => {
      if (this.waiting.size === 0) setTimeout(() => this.flush(), 5);
      this.waiting.set(id, [...(this.waiting.get(id) ?? []), resolve]);
    });
  }

  private flush(): void {
    const asked = [...this.waiting];
    this.waiting = new Map();
    for (let i = 0; i < asked.length; i += BATCH) {
      const batch = asked.slice(i, i + BATCH);
      const found = call<Users>(`/api/users?ids=${batch.map(([id]) => id).join(',')}`).then(users);
      for (const [id, resolves] of batch) {
        const one = found.then(all => all.find(user => user.id === id) ?? null);
        for (const resolve of resolves) resolve(one);
      }
    }
  }
}

const directory = new Directory();
