import type { ChatEvent, Uuid } from './frames';

/** Events kept for a conversation we do not know yet. */
const KEPT = 200;

/** Conversations that we hear of and nobody has told us about: their events wait until somebody has. */
export class Strangers {
  private readonly kept = new Map<Uuid, ChatEvent[]>();
  /** Once followed and left: what still comes of them is no news. */
  private readonly left = new Set<Uuid>();
  private readonly announce: (conversation: Uuid) => void;

  constructor(announce: (conversation: Uuid) => void) {
    this.announce = announce;
  }

  /** We heard of this one. */
  meet(conversation: Uuid): void {
    if (this.kept.has(conversation) || this.left.has(conversation)) return;
    this.kept.set(conversation, []);
    this.announce(conversation);
  }

  onEvent(event: ChatEvent): void {
    this.meet(event.conversation);
    const kept = this.kept.get(event.conversation);
    if (kept && kept.length < KEPT) kept.push(event);
  }

  /** It is followed from now on: answers what has come of it meanwhile. */
  enter(conversation: Uuid): ChatEvent[] {
    const kept = this.kept.get(conversation) ?? [];
    this.left.delete(conversation);
    this.kept.delete(conversation);
    return kept;
  }

  leave(conversation: Uuid): void {
    this.kept.delete(conversation);
    this.left.add(conversation);
  }

  announceAll(): void {
    for (const conversation of this.kept.keys()) this.announce(conversation);
  }
}
