import type { Instant } from '../protocol';

/** The page speaks English; times are those of the reader's own clock. */
const LOCALE = 'en-GB';
const DAY = 86_400_000;

const clock = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit' });
const weekday = new Intl.DateTimeFormat(LOCALE, { weekday: 'long' });
const shortWeekday = new Intl.DateTimeFormat(LOCALE, { weekday: 'short' });
const dayOfYear = new Intl.DateTimeFormat(LOCALE, { weekday: 'long', day: 'numeric', month: 'long' });
const shortDate = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short' });
const fullDate = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'long', year: 'numeric' });
const exact = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'full', timeStyle: 'medium' });

export const timeOf = (at: Instant) => clock.format(new Date(at));

export const exactTimeOf = (at: Instant) => exact.format(new Date(at));

export function daysAgo(at: Instant, now = new Date()): number {
  const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  return Math.round((midnight(now) - midnight(new Date(at))) / DAY);
}

/** For the line between the messages of two days. */
export function dayLabel(at: Instant, now = new Date()): string {
  const date = new Date(at);
  const days = daysAgo(at, now);
  if (days === 0) return 'Today';
  if (days === 1) return 'Yesterday';
  if (days < 7) return weekday.format(date);
  return (date.getFullYear() === now.getFullYear() ? dayOfYear : fullDate).format(date);
}

/** For the list of conversations: as short as is still plain. */
export function shortTime(at: Instant, now = new Date()): string {
  const date = new Date(at);
  const days = daysAgo(at, now);
  if (days <= 0) return clock.format(date);
  if (days === 1) return 'Yesterday';
  return (days < 7 ? shortWeekday : shortDate).format(date);
}

export function lastSeen(at: Instant, now = new Date()): string {
  const minutes = Math.floor((now.getTime() - new Date(at).getTime()) / 60_000);
  if (minutes < 1) return 'last seen just now';
  if (minutes < 60) return `last seen ${minutes} min ago`;
  const days = daysAgo(at, now);
  if (days === 0) return `last seen at ${timeOf(at)}`;
  if (days === 1) return `last seen yesterday at ${timeOf(at)}`;
  return `last seen on ${shortDate.format(new Date(at))}`;
}

export function duration(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  return `${Math.round(seconds / 60)} min`;
}

export const plural = (count: number, one: string, many = `${one}s`) =>
  `${count} ${count === 1 ? one : many}`;
