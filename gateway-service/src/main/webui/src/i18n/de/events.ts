import type { events as model, Who } from '../en/events';

const subject = (who: Who) => (who.me ? 'Du' : who.name);
const has = (who: Who) => (who.me ? 'Du hast' : `${who.name} hat`);
const accusative = (who: Who) => (who.me ? 'dich' : who.name);

const ROLES = {
  owner: 'Besitzrechte gegeben',
  admin: 'Adminrechte gegeben',
  member: 'Sonderrechte entzogen',
};

export const events: typeof model = {
  joined: who => `${subject(who)} ${who.me ? 'bist' : 'ist'} dazugekommen`,
  added: (by, who) => `${has(by)} ${accusative(who)} hinzugefügt`,
  left: who => `${subject(who)} ${who.me ? 'hast' : 'hat'} die Gruppe verlassen`,
  removed: (by, who) => `${has(by)} ${accusative(who)} entfernt`,
  roleChanged: (by, who, role) => `${has(by)} ${who.me ? 'dir' : who.name} ${ROLES[role]}`,
  titleChanged: (by, title) => `${has(by)} die Gruppe „${title}“ genannt`,
  callAnswered: (caller, duration) =>
    caller.me ? `Du hast angerufen, ${duration}` : `${caller.name} hat angerufen, ${duration}`,
  callMissed: caller =>
    caller.me ? 'Du hast angerufen; keine Antwort' : `Verpasster Anruf von ${caller.name}`,
  callDeclined: caller =>
    caller.me ? 'Du hast angerufen; abgelehnt' : `Du hast einen Anruf von ${caller.name} abgelehnt`,
  messageDeleted: 'Nachricht gelöscht',
  tookBack: emoji => `hat ${emoji} zurückgenommen`,
  reacted: emoji => `hat mit ${emoji} reagiert`,
  said: (who, what) => `${who}: ${what}`,
  writing: 'schreibt …',
  isWriting: name => `${name} schreibt …`,
  areWriting: people => `${people} Leute schreiben …`,
};
