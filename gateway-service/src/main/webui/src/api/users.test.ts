import { expect, it } from 'vitest';
import { de } from '../i18n/de';
import { en } from '../i18n/en';
import { nameOf } from './users';

const ada = { id: '1', username: 'ada', displayName: 'Ada' };

it('calls people by their names, and says of the deleted that they are, in the language of the reader', () => {
  const gone = { id: '1', username: '', displayName: 'Deleted account', deleted: true };
  expect(nameOf(ada, en)).toBe('Ada');
  expect(nameOf(gone, en)).toBe('Deleted account');
  expect(nameOf(gone, de)).toBe('Gelöschtes Konto');
});

it('believes the flag and not the name', () => {
  expect(nameOf({ ...ada, displayName: 'Deleted account' }, de)).toBe('Deleted account');
});

it('says nothing of those who are not known yet', () => {
  expect(nameOf(undefined, en)).toBe('…');
});
