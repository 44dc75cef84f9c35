import { useEffect } from 'react';
import { create } from 'zustand';
import type { Uuid } from '../protocol';
import { type Route, toConversation } from './route';

interface Jump {
  readonly conversation: Uuid;
  readonly seq: number;
}

/** Where a conversation is to be shown next: set by a search hit or a quote, taken by the list of messages. */
export const useJump = create<{ jump: Jump | undefined }>(() => ({ jump: undefined }));

export const setJump = (jump: Jump | undefined) => useJump.setState({ jump });

/** A link to a message leads to it once: afterwards the address is the conversation's, so that the same link works again. */
export function useLinkedMessage(route: Route): void {
  const conversation = route.at === 'conversation' ? route.id : undefined;
  const seq = route.at === 'conversation' ? route.seq : undefined;
  useEffect(() => {
    if (conversation === undefined || seq === undefined) return;
    setJump({ conversation, seq });
    history.replaceState(history.state, '', toConversation(conversation));
  }, [conversation, seq]);
}
