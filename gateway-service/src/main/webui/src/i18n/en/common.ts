import { counting } from '../plural';

const count = counting('en');

export const common = {
  close: 'Close',
  cancel: 'Cancel',
  save: 'Save',
  you: 'You',
  group: 'Group',
  deletedAccount: 'Deleted account',
  online: 'online',
  away: 'away',
  offline: 'offline',
  tryAgain: 'Try again',
  unreachable: 'The server cannot be reached. Trying again.',
  offlineBanner: 'Offline.',
  connecting: 'Connecting.',
  reconnecting: 'Reconnecting.',
  waiting: (messages: number) => count(messages, { one: '# message waiting', other: '# messages waiting' }),
  broken: 'This page ran into a problem. Your messages are safe.',
  reload: 'Reload',
  tryNow: 'Try now',
  members: (members: number) => count(members, { one: '# member', other: '# members' }),
  and: (text: string, more: number) => `${text} and ${more} more`,
  sending: (messages: number) => count(messages, { one: 'Sending # message', other: 'Sending # messages' }),
  changesWaiting: (changes: number) =>
    count(changes, { one: '# change waiting', other: '# changes waiting' }),
};
