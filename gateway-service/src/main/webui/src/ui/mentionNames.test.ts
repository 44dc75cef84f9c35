import { describe, expect, it } from 'vitest';
import type { User } from '../api/types';
import { mentionBefore, suggestions } from './mentionNames';

describe('a mention that is being written', () => {
  it.each([
    ['@', { start: 0, query: '' }],
    ['hi @an', { start: 3, query: 'an' }],
    ['mail@an', undefined],
    ['@ann is', undefined],
  ])('in %j is %j', (text, expected) => {
    expect(mentionBefore(text, text.length)).toEqual(expected);
  });

  it('ends at the caret', () => {
    expect(mentionBefore('hi @an there', 5)).toEqual({ start: 3, query: 'a' });
  });
});

it('suggests members by any of their names, but neither oneself nor the deleted', () => {
  const user = (username: string, displayName: string) => ({ id: username, username, displayName }) as User;
  const gone = { ...user('', 'Long gone'), deleted: true };
  const members = [user('ann', 'Ann Lee'), user('bob', 'Robert Lang'), user('leo', 'Leo'), gone];
  expect(suggestions(members, 'l', 'leo').map(one => one.id)).toEqual(['ann', 'bob']);
  expect(suggestions(members, 'BO', 'leo').map(one => one.id)).toEqual(['bob']);
});
