import { create } from 'zustand';
import type { Uuid } from '../protocol';

interface Jump {
  readonly conversation: Uuid;
  readonly seq: number;
}

/** Where a conversation is to be shown next: set by a search hit or a quote, taken by the list of messages. */
export const useJump = create<{ jump: Jump | undefined }>(() => ({ jump: undefined }));

export const setJump = (jump: Jump | undefined) => useJump.setState({ jump });
