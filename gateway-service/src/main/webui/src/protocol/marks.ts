import type { ClientFrame, Uuid } from './frames';

type Kind = 'received' | 'read';

interface Mark {
  readonly kind: Kind;
  readonly conversation: Uuid;
  wanted: number;
  sent: number;
  confirmed: number;
  timer: ReturnType<typeof setTimeout> | undefined;
  refusals: number;
}

/** A mark that was refused this often is not told again before the next connection. */
const REFUSALS = 5;

/**
 * What we have received and read, told to the server: forward only, at most once in `interval` for each conversation, and again
 * after a reconnect as long as the server has not said that it knows.
 */
export class Marks {
  private readonly marks = new Map<string, Mark>();
  private readonly transmit: (frame: ClientFrame) => boolean;
  private readonly interval: number;

  constructor(transmit: (frame: ClientFrame) => boolean, interval = 1000) {
    this.transmit = transmit;
    this.interval = interval;
  }

  move(kind: Kind, conversation: Uuid, seq: number): void {
    const mark = this.mark(kind, conversation);
    if (seq <= mark.wanted) return;
    mark.wanted = seq;
    if (mark.timer === undefined) this.tell(mark);
  }

  confirmed(kind: Kind, conversation: Uuid, seq: number): void {
    const mark = this.mark(kind, conversation);
    mark.confirmed = Math.max(mark.confirmed, seq);
    mark.wanted = Math.max(mark.wanted, seq);
    mark.sent = Math.max(mark.sent, seq);
  }

  /** The server did not keep a mark here, perhaps as it has not heard yet that we are a member: told again a little later. */
  refused(conversation: Uuid): void {
    for (const mark of this.marks.values()) {
      if (mark.conversation !== conversation || mark.sent <= mark.confirmed) continue;
      mark.sent = mark.confirmed;
      clearTimeout(mark.timer);
      if (++mark.refusals > REFUSALS) mark.timer = undefined;
      else mark.timer = setTimeout(() => this.tell(mark), this.interval * mark.refusals);
    }
  }

  reconnected(): void {
    for (const mark of this.marks.values()) {
      mark.sent = mark.confirmed;
      mark.refusals = 0;
      if (mark.timer === undefined) this.tell(mark);
    }
  }

  stop(): void {
    for (const mark of this.marks.values()) clearTimeout(mark.timer);
    this.marks.clear();
  }

  private tell(mark: Mark): void {
    mark.timer = undefined;
    if (mark.wanted <= mark.sent) return;
    if (!this.transmit({ type: mark.kind, conversation: mark.conversation, seq: mark.wanted })) return;
    mark.sent = mark.wanted;
    mark.timer = setTimeout(() => this.tell(mark), this.interval);
  }

  private mark(kind: Kind, conversation: Uuid): Mark {
    const key = `${kind} ${conversation}`;
    let mark = this.marks.get(key);
    if (!mark) {
      mark = { kind, conversation, wanted: 0, sent: 0, confirmed: 0, timer: undefined, refusals: 0 };
      this.marks.set(key, mark);
    }
    return mark;
  }
}
