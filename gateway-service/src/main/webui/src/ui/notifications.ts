import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Conversation, User } from '../api/types';
import { nameOf } from '../api/users';
import { type Call, useCall } from '../calls/state';
import { useChat } from '../chat/store';
import { text } from '../i18n';
import type { MessageEvent, Uuid } from '../protocol';
import { plainText } from './markdown';
import { go, toConversation } from './route';
import { useSettings } from './settings/preferences';

export type NotificationState = NotificationPermission | 'unsupported';

/** Browsers on phones have the class, and let only service workers use it; we notice when we try. */
export const notificationState = (): NotificationState =>
  typeof Notification === 'function' && isSecureContext ? Notification.permission : 'unsupported';

export async function allowNotifications(): Promise<boolean> {
  if (notificationState() === 'default') await Notification.requestPermission();
  return notificationState() === 'granted';
}

/** Tells of new messages and of calls while nobody looks at this page. */
export function useNotifications(): void {
  const on = useSettings(state => state.notify);
  const queries = useQueryClient();
  useEffect(() => {
    if (!on || notificationState() !== 'granted') return;
    const nameIn = (id: Uuid) => {
      const user = queries.getQueryData<User>(['user', id]);
      return user ? nameOf(user, text()) : '';
    };
    const stopMessages = useChat.subscribe((state, before) => {
      if (state.conversations === before.conversations || !unseen()) return;
      for (const conversation of Object.values(state.conversations)) {
        const known = before.conversations[conversation.id];
        const event = conversation.lastEvent;
        if (!known || conversation.muted || conversation.lastSeq <= known.lastSeq) continue;
        if (event?.kind === 'message' && event.seq === conversation.lastSeq && event.sender !== state.me)
          tellMessage(conversation, event, nameIn(event.sender));
      }
    });
    const stopCalls = useCall.subscribe(({ call }, before) => {
      if (call?.phase === 'incoming' && !before.call && unseen()) tellCall(call, nameIn(call.peer));
    });
    return () => {
      stopMessages();
      stopCalls();
    };
  }, [on, queries]);
}

const unseen = () => document.visibilityState === 'hidden' || !document.hasFocus();

function tellMessage(conversation: Conversation, event: MessageEvent, name: string): void {
  const group = conversation.type === 'group';
  const body = plainText(event.text);
  const title = group ? (conversation.title ?? text().common.group) : name;
  // One for each conversation: the newest takes the place of the one before, in all tabs.
  tell(title, group ? text().events.said(name, body) : body, conversation.id, conversation.id);
}

function tellCall(call: Call, name: string): void {
  const t = text().calls;
  tell(t.incoming(name), call.video ? t.incomingVideo : t.incomingAudio, call.id, call.conversation);
}

function tell(title: string, body: string, tag: string, conversation: Uuid): void {
  try {
    const notification = new Notification(title, { body, tag, icon: '/favicon.svg' });
    notification.onclick = () => {
      window.focus();
      go(toConversation(conversation));
      notification.close();
    };
  } catch {
    // A browser that lets only service workers notify.
  }
}
