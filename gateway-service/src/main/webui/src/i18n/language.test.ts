import { describe, expect, it } from 'vitest';
import { de } from './de';
import { en } from './en';
import { languageOf, localeFor } from './language';

describe('the language', () => {
  it('is the first of the reader that we speak, with its region', () => {
    expect(localeFor('system', ['fr', 'de-AT', 'en'])).toBe('de-AT');
    expect(localeFor('system', ['en-US', 'de'])).toBe('en-US');
    expect(localeFor('system', ['fr', 'ja'])).toBe('en-GB');
  });

  it('is the one that was chosen, whatever the browser prefers', () => {
    expect(localeFor('de', ['en-US'])).toBe('de');
    expect(localeFor('en', ['de'])).toBe('en-GB');
    expect(localeFor('en', ['de', 'en-NZ'])).toBe('en-NZ');
    expect(languageOf('de-CH')).toBe('de');
  });
});

describe('the catalogues', () => {
  it('count as their language does', () => {
    expect([en.common.members(1), en.common.members(1000)]).toEqual(['1 member', '1,000 members']);
    expect([de.common.members(1), de.common.members(1000)]).toEqual(['1 Mitglied', '1.000 Mitglieder']);
  });

  it('make sentences of people', () => {
    const me = { me: true, name: 'Ada' };
    const bob = { me: false, name: 'Bob' };
    expect([en.events.added(bob, me), de.events.added(bob, me)]).toEqual([
      'Bob added you',
      'Bob hat dich hinzugefügt',
    ]);
    expect([en.events.callMissed(bob), de.events.callMissed(bob)]).toEqual([
      'Missed call from Bob',
      'Verpasster Anruf von Bob',
    ]);
  });

  it('leave nothing in English', () => {
    const texts = (value: unknown): string[] =>
      typeof value === 'string'
        ? [value]
        : typeof value === 'object' && value
          ? Object.values(value).flatMap(texts)
          : [];
    const same = texts(de).filter(text => text.length > 12 && texts(en).includes(text));
    expect(same).toEqual([]);
  });
});
