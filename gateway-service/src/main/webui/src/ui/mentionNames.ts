import { useQueries } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { Conversation, User } from '../api/types';
import { userQuery } from '../api/users';

/** In larger groups members are looked up only when somebody begins to write a mention. */
const FEW = 100;

/** The members of a conversation by user name, as far as we know them. */
export function useMembers(conversation: Conversation, wanted: boolean): readonly User[] {
  const enabled = wanted || conversation.members.length <= FEW;
  return useQueries({
    queries: enabled ? conversation.members.map(({ user }) => userQuery(user)) : [],
    combine: usersOf,
  });
}

const usersOf = (answers: { data: User | null | undefined }[]) => answers.flatMap(({ data }) => data ?? []);

/** Who can be mentioned where a text is shown. */
export const MembersContext = createContext<readonly User[]>([]);

export function useMentioned(username: string): User | undefined {
  const wanted = username.toLowerCase();
  return useContext(MembersContext).find(user => user.username.toLowerCase() === wanted);
}

/** The user name that somebody is in the middle of writing before the caret, and where it begins. */
export function mentionBefore(text: string, caret: number): { start: number; query: string } | undefined {
  const match = /(?:^|[\s([{])@([\w.-]{0,32})$/.exec(text.slice(0, caret));
  const query = match?.[1];
  return query === undefined ? undefined : { start: caret - query.length - 1, query };
}

/** Those whose name or user name begins like this, at most a handful. */
export function suggestions(members: readonly User[], query: string, me: string): User[] {
  const wanted = query.toLowerCase();
  const fits = (user: User) =>
    [user.username, ...user.displayName.split(/\s+/)].some(name => name.toLowerCase().startsWith(wanted));
  return members.filter(user => user.id !== me && !user.deleted && fits(user)).slice(0, 6);
}
