import { type KeyboardEvent, type RefObject, useState } from 'react';
import type { Conversation, User } from '../api/types';
import { useChat } from '../chat/store';
import { MENTION_LIST, MentionList, mentionOption } from './MentionList';
import { mentionBefore, suggestions, useMembers } from './mentionNames';

/** The names that may be meant while somebody writes one: chosen with the arrows and Enter or Tab, or with a click. */
export function useMentionChoice(
  conversation: Conversation,
  text: string,
  area: RefObject<HTMLTextAreaElement | null>,
  setText: (text: string) => void,
) {
  const me = useChat(state => state.me);
  const [caret, setCaret] = useState(0);
  const [dismissed, setDismissed] = useState<number>();
  const [chosen, setChosen] = useState(0);
  const begun = conversation.type === 'group' ? mentionBefore(text, caret) : undefined;
  const members = useMembers(conversation, begun !== undefined);
  const users = begun && begun.start !== dismissed ? suggestions(members, begun.query, me) : [];
  const active = Math.min(chosen, users.length - 1);
  const current = users[active];

  const pick = (user: User) => {
    if (!begun) return;
    const before = `${text.slice(0, begun.start)}@${user.username} `;
    setText(before + text.slice(caret));
    setCaret(before.length);
    setTimeout(() => area.current?.setSelectionRange(before.length, before.length));
  };
  const onKey = (event: KeyboardEvent): boolean => {
    if (!current || !begun) return false;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) setChosen((active + step + users.length) % users.length);
    else if (event.key === 'Enter' || event.key === 'Tab') pick(current);
    else if (event.key === 'Escape') setDismissed(begun.start);
    else return false;
    event.preventDefault();
    return true;
  };
  const follow = (at: number) => {
    setCaret(at);
    setChosen(0);
  };
  return {
    onKey,
    follow,
    list: current && <MentionList users={users} active={active} onPick={pick} />,
    attributes: {
      // Not each time: the arrows that choose a name are no movement of the caret.
      onSelect: () => {
        const at = area.current?.selectionStart ?? 0;
        if (at !== caret) follow(at);
      },
      'aria-autocomplete': 'list' as const,
      'aria-controls': current ? MENTION_LIST : undefined,
      'aria-activedescendant': current && mentionOption(current),
    },
  };
}
