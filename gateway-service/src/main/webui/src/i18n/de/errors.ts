import type { errors as model } from '../en/errors';

export const errors: typeof model = {
  bad_credentials: 'Benutzername oder Passwort ist falsch.',
  username_taken: 'Diesen Benutzernamen gibt es schon. Bitte wähle einen anderen.',
  rate_limited: 'Zu viele Versuche. Bitte warte einen Moment.',
  rateLimitedFor: seconds => `Zu viele Versuche. Bitte versuch es in ${seconds} Sekunden noch einmal.`,
  unreachable: 'Der Server ist nicht erreichbar. Bitte prüf deine Verbindung.',
  unavailable: 'Das geht gerade nicht. Bitte versuch es gleich noch einmal.',
  forbidden: 'Das darfst du nicht.',
  not_found: 'Das gibt es nicht mehr.',
  not_member: 'Du gehörst nicht mehr zu dieser Unterhaltung.',
  session_revoked: 'Du bist abgemeldet worden.',
  too_large: 'Das ist zu groß.',
};
