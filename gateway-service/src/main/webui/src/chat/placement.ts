import type { Row } from './rows';

/** Rows with indices that stay the same for the same row, whatever comes in or goes above it. */
export interface Placement {
  readonly rows: readonly Row[];
  /** The index of the first row. */
  readonly first: number;
  /** Another one when the rows were replaced by others that have nothing in common with them. */
  readonly generation: number;
}

/** Far above any number of rows: what comes in above counts down from here. */
const BASE = 10_000_000;

export function place(before: Placement | undefined, rows: readonly Row[]): Placement {
  if (before?.rows === rows) return before;
  const oldFirst = before?.rows[0];
  const newFirst = rows[0];
  if (!before || !oldFirst || !newFirst)
    return { rows, first: BASE, generation: (before?.generation ?? 0) + (oldFirst ? 1 : 0) };
  const above = rows.findIndex(row => row.key === oldFirst.key);
  if (above >= 0) return { ...before, rows, first: before.first - above };
  const gone = before.rows.findIndex(row => row.key === newFirst.key);
  if (gone >= 0) return { ...before, rows, first: before.first + gone };
  return { rows, first: BASE, generation: before.generation + 1 };
}
