import { describe, expect, it } from 'vitest';
import { split } from './split';

describe('a long text', () => {
  it('is one part while it fits', () => {
    expect(split('short', 10)).toEqual(['short']);
  });

  it('is cut between paragraphs, then lines, then words', () => {
    expect(split('one two\n\nthree four', 12)).toEqual(['one two', 'three four']);
    expect(split('one two\nthree four', 12)).toEqual(['one two', 'three four']);
    expect(split('one two three four', 12)).toEqual(['one two', 'three four']);
  });

  it('is cut anywhere rather than not, but not within a character', () => {
    expect(split('a'.repeat(25), 10).map(part => part.length)).toEqual([10, 10, 5]);
    expect(split(`${'a'.repeat(9)}😀b`, 10)).toEqual(['a'.repeat(9), '😀b']);
  });

  it('keeps all its words', () => {
    const words = Array.from({ length: 5000 }, (_, i) => `word${i}`);
    const parts = split(words.join(' '), 8000);
    expect(parts.every(part => part.length <= 8000)).toBe(true);
    expect(parts.join(' ').split(' ')).toEqual(words);
  });
});
