import { fullJitter } from './backoff';
import { Feed } from './feed';
import type { ChatEvent, ClientFrame, ServerFrame, Uuid } from './frames';

/** History over REST: where the rest is when more is missing than a socket sends. */
export interface History {
  /** Events after a seq, ascending; `to` says how far the answer covers. Rejects when history cannot be had now. */
  eventsAfter(conversation: Uuid, after: number, limit: number): Promise<{ events: ChatEvent[]; to: number }>;
}

export interface CatchUpSeams {
  readonly history: History;
  readonly random: () => number;
  send(frame: ClientFrame): boolean;
  /** Events of one conversation, in order, each once. */
  deliver(conversation: Uuid, events: readonly ChatEvent[]): void;
}

const CURSORS_A_FRAME = 500;
const PAGE = 200;
/** Milliseconds: an answer to `sync` that takes longer is asked for again, and each time we wait twice as long. */
const SYNCED_WITHIN = 5_000;
const LONGEST_SILENCE = 60_000;
const BACKOFF = { base: 500, cap: 30_000 };

interface Followed {
  readonly feed: Feed;
  /** Runs until the next try to catch up. */
  next: ReturnType<typeof setTimeout> | undefined;
  paging: boolean;
  failures: number;
}

/**
 * Keeps the cursors of all followed conversations moving: asks with `sync` for what is missing, asks again when no answer comes, and
 * reads what is too much for a socket page by page from history.
 */
export class CatchUp {
  private readonly seams: CatchUpSeams;
  private readonly followed = new Map<Uuid, Followed>();
  private readonly toSync = new Set<Uuid>();
  private readonly unanswered = new Set<Uuid>();
  /** Whether a `complete` sync is not answered in full yet: asked again, it has to be complete again. */
  private completing = false;
  private silences = 0;
  private watchdog: ReturnType<typeof setTimeout> | undefined;

  constructor(seams: CatchUpSeams) {
    this.seams = seams;
  }

  follows(conversation: Uuid): boolean {
    return this.followed.has(conversation);
  }

  /** Follows from this cursor on. For a conversation that is followed already, it only says how far its log reaches. */
  enter(conversation: Uuid, lastSeq: number): void {
    const known = this.followed.get(conversation);
    if (known) return known.feed.reaches(lastSeq);
    const one = { feed: new Feed(lastSeq), next: undefined, paging: false, failures: 0 };
    this.followed.set(conversation, one);
  }

  leave(conversation: Uuid): void {
    clearTimeout(this.followed.get(conversation)?.next);
    this.followed.delete(conversation);
    this.answered(conversation);
  }

  onEvent(event: ChatEvent): void {
    const one = this.followed.get(event.conversation);
    if (!one) return;
    this.seams.deliver(event.conversation, one.feed.offer(event));
    if (one.feed.behind) this.ask(event.conversation);
  }

  onSynced(frame: Extract<ServerFrame, { type: 'synced' }>): void {
    const one = this.followed.get(frame.conversation);
    this.answered(frame.conversation);
    if (!one) return;
    this.cancel(one);
    this.seams.deliver(frame.conversation, one.feed.covered(frame.from, frame.to));
    if (frame.more) void this.page(frame.conversation, one);
    else this.askAgain(frame.conversation, one);
  }

  /** The server says how far a log reaches. */
  onHead(conversation: Uuid, seq: number): void {
    const one = this.followed.get(conversation);
    one?.feed.reaches(seq);
    if (one?.feed.behind) this.ask(conversation);
  }

  /** The server could not answer a `sync` in full, and says when to ask again. */
  onUnavailable(retryAfter: number): void {
    if (this.unanswered.size > 0) this.watch(retryAfter * 1000 * (1 + this.seams.random()));
  }

  /** Cut off: nothing that was asked for will be answered. */
  disconnected(): void {
    clearTimeout(this.watchdog);
    this.watchdog = undefined;
    this.unanswered.clear();
    this.silences = 0;
    this.completing = false;
    for (const one of this.followed.values()) this.cancel(one);
  }

  stop(): void {
    this.disconnected();
    this.followed.clear();
  }

  /** Asks about everything; if one frame holds all cursors, it says that there are no others. */
  askAll(): void {
    const all = [...this.followed.keys()];
    this.completing = all.length <= CURSORS_A_FRAME;
    if (this.completing) this.sync(all, true);
    else this.syncMany(all);
  }

  /** Asks for what is missing of a conversation, unless that is under way; asks that come together go as one. */
  ask(conversation: Uuid): void {
    const one = this.followed.get(conversation);
    if (!one || one.paging || one.next !== undefined) return;
    if (this.toSync.has(conversation) || this.unanswered.has(conversation)) return;
    this.toSync.add(conversation);
    if (this.toSync.size > 1) return;
    queueMicrotask(() => {
      const asked = [...this.toSync].filter(id => this.followed.has(id) && !this.unanswered.has(id));
      this.toSync.clear();
      this.syncMany(asked);
    });
  }

  private syncMany(conversations: readonly Uuid[]): void {
    for (let i = 0; i < conversations.length; i += CURSORS_A_FRAME)
      this.sync(conversations.slice(i, i + CURSORS_A_FRAME), false);
  }

  private sync(conversations: readonly Uuid[], complete: boolean): void {
    const cursors = Object.fromEntries(
      conversations.map(id => [id, this.followed.get(id)?.feed.cursor ?? 0]),
    );
    if (!this.seams.send(complete ? { type: 'sync', cursors, complete } : { type: 'sync', cursors })) return;
    for (const id of conversations) this.unanswered.add(id);
    if (this.unanswered.size > 0 && this.watchdog === undefined) this.watchAsUsual();
  }

  private answered(conversation: Uuid): void {
    if (!this.unanswered.delete(conversation)) return;
    this.silences = 0;
    if (this.unanswered.size > 0) return this.watchAsUsual();
    clearTimeout(this.watchdog);
    this.watchdog = undefined;
    this.completing = false;
  }

  private watchAsUsual(): void {
    this.watch(Math.min(LONGEST_SILENCE, SYNCED_WITHIN * 2 ** this.silences));
  }

  private watch(delay: number): void {
    clearTimeout(this.watchdog);
    this.watchdog = setTimeout(() => {
      this.watchdog = undefined;
      this.silences++;
      const silent = [...this.unanswered].filter(id => this.followed.has(id));
      this.unanswered.clear();
      if (this.completing) this.askAll();
      else this.syncMany(silent);
    }, delay);
  }

  /** Caught up, it seems. If the log still reaches further (history may lag a little), ask again, but not in a tight loop. */
  private askAgain(conversation: Uuid, one: Followed): void {
    one.failures = one.feed.behind ? one.failures + 1 : 0;
    if (one.feed.behind) this.later(one, () => this.ask(conversation));
  }

  /** More is missing than the socket sends: the rest comes page by page, while live events wait in the feed. */
  private async page(conversation: Uuid, one: Followed): Promise<void> {
    if (one.paging) return;
    one.paging = true;
    try {
      for (let more = true; more && this.followed.get(conversation) === one;) {
        const before = one.feed.cursor;
        const { events, to } = await this.seams.history.eventsAfter(conversation, before, PAGE);
        if (this.followed.get(conversation) !== one) break;
        for (const event of events) this.seams.deliver(conversation, one.feed.offer(event));
        this.seams.deliver(conversation, one.feed.covered(before + 1, to));
        // A page may end early, where it gets too long: only one that covers nothing is the last.
        more = to > before;
      }
      one.failures = 0;
    } catch {
      one.failures++;
    }
    one.paging = false;
    if (this.followed.get(conversation) !== one) return;
    if (one.failures > 0) this.later(one, () => void this.page(conversation, one));
    else this.askAgain(conversation, one);
  }

  private later(one: Followed, action: () => void): void {
    this.cancel(one);
    const delay = fullJitter(one.failures, BACKOFF, this.seams.random);
    one.next = setTimeout(() => {
      one.next = undefined;
      action();
    }, delay);
  }

  private cancel(one: Followed): void {
    clearTimeout(one.next);
    one.next = undefined;
  }
}
