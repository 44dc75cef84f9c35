import { useState } from 'react';
import { type MessageRow, rowsOf } from '../chat/rows';
import { useChat } from '../chat/store';
import { itemsOf } from '../chat/timeline';
import type { Uuid } from '../protocol';
import { type Composed, draftKey, setAnswered, setDraft, useDrafts } from './drafts';

/** What is done in the composer besides writing something new. */
export interface Composing {
  readonly is: 'reply' | 'edit';
  readonly message: Composed;
}

/** What is in the composer: an answer is kept with the draft, and while a message is edited, both wait. */
export function useComposing(
  conversation: Uuid,
  editing: Composed | undefined,
  edit: (message: Composed | undefined) => void,
) {
  const key = useDraftKey(conversation);
  const draft = useDrafts(state => state.texts[key] ?? '');
  const answered = useDrafts(state => state.answers[key]);
  const [edited, setEdited] = useState<{ readonly message: Composed; readonly text: string }>();
  const composing: Composing | undefined = editing
    ? { is: 'edit', message: editing }
    : answered && { is: 'reply', message: answered };
  const changed = edited?.message === editing ? edited?.text : undefined;
  return {
    composing,
    text: editing ? (changed ?? editing.text) : draft,
    setText: (text: string) => (editing ? setEdited({ message: editing, text }) : setDraft(key, text)),
    /** It is sent, or given up. */
    done: () => (editing ? edit(undefined) : setAnswered(key, undefined)),
  };
}

export const useDraftKey = (conversation: Uuid) =>
  draftKey(
    useChat(state => state.me),
    conversation,
  );

export function composedOf({ message }: MessageRow): Composed | undefined {
  const { seq, sender, text } = message;
  return seq === undefined ? undefined : { seq, sender, text };
}

/** One's own last message, if it can be edited. */
export function lastOwn(conversation: Uuid): MessageRow | undefined {
  const { me, timelines } = useChat.getState();
  const items = itemsOf(timelines[conversation]?.tail.events ?? []);
  const marks = { delivered: 0, seen: 0 };
  const rows = rowsOf({ items, pending: [], me, marks, firstNew: undefined, atEnd: false });
  return rows.findLast(
    (row): row is MessageRow => row.is === 'message' && row.message.sender === me && !row.message.deleted,
  );
}
