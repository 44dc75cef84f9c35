/** Full jitter: anything between nothing and a bound that doubles, so that a crowd that was cut off together comes back spread out. */
export interface Backoff {
  /** Milliseconds: the bound of the first wait. */
  readonly base: number;
  /** Milliseconds: the bound never passes this. */
  readonly cap: number;
}

export function fullJitter(attempt: number, { base, cap }: Backoff, random: () => number): number {
  return Math.round(random() * Math.min(cap, base * 2 ** Math.min(attempt, 30)));
}
