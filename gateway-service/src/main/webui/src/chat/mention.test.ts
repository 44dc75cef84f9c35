import { expect, it } from 'vitest';
import { isMentioned } from './mention';

it.each([
  ['@ann', true],
  ['Hey @Ann, look', true],
  ['(@ann)', true],
  ['@ann.', true],
  ['@annabel', false],
  ['@ann.b', false],
  ['mail@ann', false],
  ['ann', false],
])('finds a mention of ann in %j: %s', (text, mentioned) => {
  expect(isMentioned(text, 'ann')).toBe(mentioned);
});
