import { counting } from '../plural';
import type { common as model } from '../en/common';

const count = counting('de');

export const common: typeof model = {
  close: 'Schließen',
  cancel: 'Abbrechen',
  save: 'Speichern',
  you: 'Du',
  group: 'Gruppe',
  deletedAccount: 'Gelöschtes Konto',
  online: 'online',
  away: 'abwesend',
  offline: 'offline',
  tryAgain: 'Noch einmal versuchen',
  unreachable: 'Der Server ist nicht erreichbar. Wir versuchen es weiter.',
  offlineBanner: 'Offline.',
  connecting: 'Verbinden …',
  reconnecting: 'Verbindung wird wiederhergestellt …',
  waiting: messages => count(messages, { one: '# Nachricht wartet', other: '# Nachrichten warten' }),
  broken: 'Auf dieser Seite ist etwas schiefgegangen. Deine Nachrichten sind sicher.',
  reload: 'Neu laden',
  tryNow: 'Jetzt versuchen',
  members: members => count(members, { one: '# Mitglied', other: '# Mitglieder' }),
  and: (text, more) => `${text} und ${more} weitere`,
  sending: messages =>
    count(messages, { one: '# Nachricht wird gesendet', other: '# Nachrichten werden gesendet' }),
  changesWaiting: changes => count(changes, { one: '# Änderung wartet', other: '# Änderungen warten' }),
};
