import type { ChatEvent } from './frames';

/** Events beyond a gap that are kept at most; further ones are fetched again when the gap is closed. */
const HELD = 1000;
/** Ids remembered at most, to tell a repeat that reached the log twice. */
const REMEMBERED = 2000;

/**
 * One conversation's events put in order: what goes in may be repeated, reordered or have gaps; what comes out is every event of
 * the log once, by seq. A send that reached the log twice comes out as a void the second time.
 */
export class Feed {
  private readonly held = new Map<number, ChatEvent>();
  private readonly seqById = new Map<string, number>();
  private cursorSeq: number;
  private headSeq: number;

  constructor(cursor: number) {
    this.cursorSeq = cursor;
    this.headSeq = cursor;
  }

  /** The highest seq up to which everything came out. */
  get cursor(): number {
    return this.cursorSeq;
  }

  /** Whether there is something after the cursor that we do not have. */
  get behind(): boolean {
    return this.headSeq > this.cursorSeq;
  }

  /** We heard that the log reaches this far. */
  reaches(seq: number): void {
    this.headSeq = Math.max(this.headSeq, seq);
  }

  /** Takes an event in and answers those that are now in order. */
  offer(event: ChatEvent): ChatEvent[] {
    this.reaches(event.seq);
    if (event.seq > this.cursorSeq) this.held.set(event.seq, event);
    const ready = this.drain();
    if (this.held.size > HELD) this.held.delete(Math.max(...this.held.keys()));
    return ready;
  }

  /** Everything in `from..to` has been sent: what did not arrive of it will not, so the cursor may pass. */
  covered(from: number, to: number): ChatEvent[] {
    this.reaches(to);
    if (from > this.cursorSeq + 1) return [];
    const ready: ChatEvent[] = [];
    while (this.cursorSeq < to) {
      const next = this.held.get(this.cursorSeq + 1);
      if (next) ready.push(...this.drain());
      else this.cursorSeq++;
    }
    return [...ready, ...this.drain()];
  }

  private drain(): ChatEvent[] {
    const ready: ChatEvent[] = [];
    for (;;) {
      const next = this.held.get(this.cursorSeq + 1);
      if (!next) return ready;
      this.held.delete(next.seq);
      this.cursorSeq = next.seq;
      ready.push(
        this.isRepeat(next) ? { kind: 'void', conversation: next.conversation, seq: next.seq } : next,
      );
    }
  }

  private isRepeat(event: ChatEvent): boolean {
    if (event.kind === 'void' || event.id === undefined) return false;
    const key = `${event.sender} ${event.id}`;
    if (this.seqById.has(key)) return true;
    this.seqById.set(key, event.seq);
    if (this.seqById.size > REMEMBERED) {
      const oldest = this.seqById.keys().next();
      if (!oldest.done) this.seqById.delete(oldest.value);
    }
    return false;
  }
}
