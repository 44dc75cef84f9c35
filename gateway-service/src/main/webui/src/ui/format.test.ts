import { afterEach, describe, expect, it } from 'vitest';
import { useSpeech } from '../i18n';
import { de } from '../i18n/de';
import { ago, dayLabel, duration, lastSeen, shortTime } from './format';

const now = new Date(2026, 10, 21, 12, 0);
const on = (day: number, hour = 9, month = 10, year = 2026) =>
  new Date(year, month, day, hour, 30).toISOString();

const initial = useSpeech.getState();
afterEach(() => useSpeech.setState(initial, true));

describe('times', () => {
  it('are named by the day the reader remembers them by', () => {
    expect([on(21), on(20, 23), on(18), on(2), on(2, 9, 10, 2025)].map(at => dayLabel(at, now))).toEqual([
      'Today',
      'Yesterday',
      'Wednesday',
      'Monday 2 November',
      '2 November 2025',
    ]);
  });

  it('are short in the list', () => {
    expect([on(21), on(20), on(18), on(2)].map(at => shortTime(at, now))).toEqual([
      '09:30',
      'Yesterday',
      'Wed',
      '2 Nov',
    ]);
  });

  it('of presence are rough', () => {
    expect(lastSeen(new Date(2026, 10, 21, 11, 55).toISOString(), now)).toBe('last seen 5 min ago');
    expect(lastSeen(on(20), now)).toBe('last seen yesterday at 09:30');
  });

  it('are told in the language at hand', () => {
    useSpeech.setState({ locale: 'de-AT', text: de });
    expect(dayLabel(on(21), now)).toBe('Heute');
    expect(dayLabel(on(2, 9, 10, 2025), now)).toBe('2. November 2025');
    expect(lastSeen(on(20), now)).toBe('zuletzt gestern um 09:30 da');
    expect(ago(on(18, 12), now)).toBe('vor 3 Tagen');
    expect(duration(42)).toBe('42 Sek.');
    useSpeech.setState({ locale: 'en-US', text: initial.text });
    expect(shortTime(on(21), now)).toMatch(/^9:30\sAM$/);
  });
});
