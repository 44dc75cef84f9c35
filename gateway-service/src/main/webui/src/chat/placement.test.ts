import { describe, expect, it } from 'vitest';
import { place, type Placement } from './placement';
import type { Row } from './rows';

const rows = (...keys: string[]) => keys.map(key => ({ key })) as unknown as Row[];
const indexOf = (placement: Placement, key: string) =>
  placement.first + placement.rows.findIndex(row => row.key === key);

describe('a placement', () => {
  const start = place(undefined, rows('c', 'd', 'e'));

  it('keeps the index of a row when others come in above it', () => {
    expect(indexOf(place(start, rows('a', 'b', 'c', 'd', 'e', 'f')), 'd')).toBe(indexOf(start, 'd'));
  });

  it('keeps it when those above are forgotten', () => {
    const later = place(start, rows('d', 'e', 'f'));
    expect(indexOf(later, 'e')).toBe(indexOf(start, 'e'));
    expect(later.generation).toBe(start.generation);
  });

  it('begins anew when nothing stays', () => {
    expect(place(start, rows('x', 'y')).generation).not.toBe(start.generation);
  });

  it('does not begin anew with the first row', () => {
    const empty = place(undefined, []);
    expect(place(empty, rows('a')).generation).toBe(empty.generation);
  });
});
