import { describe, expect, it } from 'vitest';
import { newId } from './ids';

describe('ids of sends', () => {
  it('are UUIDs of version 7 that tell when they were made', () => {
    const id = newId(1_763_700_000_123);

    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(parseInt(id.slice(0, 13).replace('-', ''), 16)).toBe(1_763_700_000_123);
  });

  it('are never the same', () => {
    expect(new Set(Array.from({ length: 1_000 }, () => newId(1))).size).toBe(1_000);
  });
});
