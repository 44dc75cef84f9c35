import { toast } from 'sonner';
import { getConversation, listConversations, prefer } from '../api/conversations';
import { ApiError } from '../api/http';
import type { Conversation } from '../api/types';
import { reasonOf } from '../i18n/reason';
import type { ParleyClient, Uuid } from '../protocol';
import { findMentions } from './mentions';
import { activityOf, otherOf } from './conversationState';
import { applyPreferences, dropConversation, putConversation, useChat } from './store';

const WATCHED = 200;
/** Milliseconds until a list or a conversation that could not be had is asked for again. */
const RETRY = 5_000;

/** Which conversations there are: what REST says of them is shown, and the client told to follow them. */
export class Conversations {
  private readonly client: ParleyClient;
  /** Aborted when the user is gone. */
  private readonly life: AbortSignal;
  private watched = '';

  constructor(client: ParleyClient, life: AbortSignal) {
    this.client = client;
    this.life = life;
  }

  /** All pages: the client may only claim to know everything once it does. The first one is shown at once. */
  async load(): Promise<void> {
    try {
      const all: Conversation[] = [];
      for (let next: string | undefined, first = true; first || next !== undefined; first = false) {
        const page = await listConversations(next);
        if (this.life.aborted) return;
        all.push(...page.conversations);
        page.conversations.forEach(putConversation);
        useChat.setState({ list: 'ready' });
        next = page.conversations.length > 0 ? page.next : undefined;
      }
      this.client.seed(all);
      all.forEach(one => this.received(one));
      this.watch();
      void findMentions(this.life);
    } catch {
      if (this.life.aborted) return;
      if (useChat.getState().list === 'loading') useChat.setState({ list: 'failed' });
      setTimeout(() => {
        if (!this.life.aborted) void this.load();
      }, RETRY);
    }
  }

  /** How the reader himself wants to see a conversation: shown at once, and kept on the server for all his devices. */
  async prefer(id: Uuid, wanted: { muted?: boolean; unreadFrom?: number }): Promise<void> {
    const before = useChat.getState().conversations[id];
    if (!before) return;
    applyPreferences(id, wanted);
    try {
      this.adopt(await prefer(id, wanted));
    } catch (error) {
      applyPreferences(id, { muted: before.muted ?? false, unreadFrom: before.unreadFrom ?? 0 });
      toast.error(reasonOf(error));
    }
  }

  /** A conversation that we got from a REST answer: from now on it is followed. */
  adopt(conversation: Conversation): void {
    if (this.life.aborted) return;
    putConversation(conversation);
    this.client.follow(conversation.id, conversation.lastSeq);
    this.received(conversation);
    this.watch();
  }

  async refresh(id: Uuid): Promise<void> {
    try {
      this.adopt(await getConversation(id));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.status === 404) return this.gone(id);
      setTimeout(() => {
        if (!this.life.aborted) void this.refresh(id);
      }, RETRY);
    }
  }

  /** We are no member any more. */
  gone(id: Uuid): void {
    this.client.forget(id);
    dropConversation(id);
  }

  /** What came while we were away has reached us with the list; who wrote it wants to know. */
  private received({ id, members, lastSeq, unread }: Conversation): void {
    const mine = members.find(member => member.user === useChat.getState().me);
    if (unread > 0 && mine && mine.deliveredSeq < lastSeq) this.client.received(id, lastSeq);
  }

  /** The others of the open conversation first, then those one talks to directly, the latest first. */
  watch(): void {
    const { conversations, open, me } = useChat.getState();
    const users = new Set(open === undefined ? [] : conversations[open]?.members.map(member => member.user));
    const latest = Object.values(conversations).sort((a, b) => activityOf(b).localeCompare(activityOf(a)));
    for (const conversation of latest) {
      const other = otherOf(conversation, me);
      if (other !== undefined) users.add(other);
    }
    users.delete(me);
    const list = [...users].slice(0, WATCHED);
    if (list.join() === this.watched) return;
    this.watched = list.join();
    this.client.watch(list);
  }
}
