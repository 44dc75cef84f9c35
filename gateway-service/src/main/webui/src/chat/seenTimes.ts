import type { Instant, Uuid } from '../protocol';

interface Mark {
  readonly seq: number;
  readonly at: Instant;
}

/** Marks remembered for each member. */
const KEPT = 50;

/** When we heard that somebody has read how far. Marks carry no time, so this is known only of those that came while we were here. */
const marks = new Map<string, Mark[]>();

export function noteSeen(conversation: Uuid, user: Uuid, seq: number): void {
  const key = `${conversation} ${user}`;
  const before = marks.get(key) ?? [];
  if ((before.at(-1)?.seq ?? 0) >= seq) return;
  marks.set(key, [...before.slice(1 - KEPT), { seq, at: new Date().toISOString() }]);
}

/** When this member saw the message, if we know. */
export function seenAt(conversation: Uuid, user: Uuid, seq: number): Instant | undefined {
  const all = marks.get(`${conversation} ${user}`);
  const first = all?.findIndex(mark => mark.seq >= seq) ?? -1;
  // Of what was read before the first mark we heard, the time is unknown.
  return first > 0 || (first === 0 && all?.[0]?.seq === seq) ? all?.[first]?.at : undefined;
}
