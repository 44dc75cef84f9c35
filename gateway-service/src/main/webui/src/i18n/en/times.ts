export const times = {
  today: 'Today',
  yesterday: 'Yesterday',
  justNow: 'last seen just now',
  minutesAgo: (minutes: number) => `last seen ${minutes} min ago`,
  lastSeenAt: (time: string) => `last seen at ${time}`,
  lastSeenYesterday: (time: string) => `last seen yesterday at ${time}`,
  lastSeenOn: (date: string) => `last seen on ${date}`,
};
