/** Somebody in a sentence. */
export interface Who {
  readonly me: boolean;
  readonly name: string;
}

const subject = (who: Who) => (who.me ? 'You' : who.name);
const object = (who: Who) => (who.me ? 'you' : who.name);

const ROLES = { owner: 'an owner', admin: 'an admin', member: 'a member' } as const;

/** System events as sentences, and last events in half a line. */
export const events = {
  joined: (who: Who) => `${subject(who)} joined`,
  added: (by: Who, who: Who) => `${subject(by)} added ${object(who)}`,
  left: (who: Who) => `${subject(who)} left`,
  removed: (by: Who, who: Who) => `${subject(by)} removed ${object(who)}`,
  roleChanged: (by: Who, who: Who, role: keyof typeof ROLES) =>
    `${subject(by)} made ${object(who)} ${ROLES[role]}`,
  titleChanged: (by: Who, title: string) => `${subject(by)} named the group “${title}”`,
  callAnswered: (caller: Who, duration: string) =>
    caller.me ? `You called, ${duration}` : `${caller.name} called, ${duration}`,
  callMissed: (caller: Who) => (caller.me ? 'You called; no answer' : `Missed call from ${caller.name}`),
  callDeclined: (caller: Who) =>
    caller.me ? 'You called; it was declined' : `You declined a call from ${caller.name}`,
  messageDeleted: 'Message deleted',
  tookBack: (emoji: string) => `took ${emoji} back`,
  reacted: (emoji: string) => `reacted ${emoji}`,
  said: (who: string, what: string) => `${who}: ${what}`,
  writing: 'writing…',
  isWriting: (name: string) => `${name} is writing…`,
  areWriting: (people: number) => `${people} people are writing…`,
};
