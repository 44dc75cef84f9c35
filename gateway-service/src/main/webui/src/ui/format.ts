import { locale, text } from '../i18n';
import type { Instant } from '../protocol';

/** Times are those of the reader's own clock, in the words of the language at hand. */
const DAY = 86_400_000;

const FORMATS = {
  clock: { timeStyle: 'short' },
  weekday: { weekday: 'long' },
  shortWeekday: { weekday: 'short' },
  dayOfYear: { weekday: 'long', day: 'numeric', month: 'long' },
  shortDate: { day: 'numeric', month: 'short' },
  fullDate: { day: 'numeric', month: 'long', year: 'numeric' },
  exact: { dateStyle: 'full', timeStyle: 'medium' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** Making a formatter is slow: each is made once for each locale. */
const made = new Map<string, Intl.DateTimeFormat>();

function format(name: keyof typeof FORMATS, at: Date | Instant): string {
  const key = `${locale()} ${name}`;
  const formatter = made.get(key) ?? new Intl.DateTimeFormat(locale(), FORMATS[name]);
  made.set(key, formatter);
  return formatter.format(new Date(at));
}

export const timeOf = (at: Instant) => format('clock', at);

export const exactTimeOf = (at: Instant) => format('exact', at);

export function daysAgo(at: Instant, now = new Date()): number {
  const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  return Math.round((midnight(now) - midnight(new Date(at))) / DAY);
}

/** For the line between the messages of two days. */
export function dayLabel(at: Instant, now = new Date()): string {
  const { times } = text();
  const days = daysAgo(at, now);
  if (days === 0) return times.today;
  if (days === 1) return times.yesterday;
  if (days < 7) return format('weekday', at);
  return format(new Date(at).getFullYear() === now.getFullYear() ? 'dayOfYear' : 'fullDate', at);
}

/** For the list of conversations: as short as is still plain. */
export function shortTime(at: Instant, now = new Date()): string {
  const days = daysAgo(at, now);
  if (days <= 0) return timeOf(at);
  if (days === 1) return text().times.yesterday;
  return format(days < 7 ? 'shortWeekday' : 'shortDate', at);
}

export function lastSeen(at: Instant, now = new Date()): string {
  const { times } = text();
  const minutes = Math.floor((now.getTime() - new Date(at).getTime()) / 60_000);
  if (minutes < 1) return times.justNow;
  if (minutes < 60) return times.minutesAgo(minutes);
  const days = daysAgo(at, now);
  if (days === 0) return times.lastSeenAt(timeOf(at));
  if (days === 1) return times.lastSeenYesterday(timeOf(at));
  return times.lastSeenOn(format('shortDate', at));
}

/** How long ago, in words: "3 hours ago". */
export function ago(at: Instant, now = new Date()): string {
  const minutes = Math.round((new Date(at).getTime() - now.getTime()) / 60_000);
  const words = new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' });
  if (minutes > -60) return words.format(minutes, 'minute');
  return minutes > -1440
    ? words.format(Math.round(minutes / 60), 'hour')
    : words.format(Math.round(minutes / 1440), 'day');
}

export function duration(seconds: number): string {
  const unit = seconds < 60 ? 'second' : 'minute';
  const count = seconds < 60 ? seconds : Math.round(seconds / 60);
  return new Intl.NumberFormat(locale(), { style: 'unit', unit, unitDisplay: 'short' }).format(count);
}
