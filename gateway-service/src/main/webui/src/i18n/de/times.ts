import type { times as model } from '../en/times';

export const times: typeof model = {
  today: 'Heute',
  yesterday: 'Gestern',
  justNow: 'gerade noch da',
  minutesAgo: minutes => `zuletzt vor ${minutes} Min. da`,
  lastSeenAt: time => `zuletzt um ${time} da`,
  lastSeenYesterday: time => `zuletzt gestern um ${time} da`,
  lastSeenOn: date => `zuletzt am ${date} da`,
};
