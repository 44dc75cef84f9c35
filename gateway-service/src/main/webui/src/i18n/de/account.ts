import type { account as model } from '../en/account';

export const account: typeof model = {
  welcomeBack: 'Willkommen zurück',
  ended: 'Deine Sitzung ist beendet. Bitte melde dich wieder an.',
  goOn: 'Melde dich an und mach da weiter, wo du aufgehört hast.',
  username: 'Benutzername',
  usernameHint: '3 bis 32 Buchstaben, Ziffern, Punkte, Binde- oder Unterstriche.',
  password: 'Passwort',
  passwordHint: 'Mindestens 8 Zeichen.',
  displayName: 'Anzeigename',
  displayNameHint: 'So sehen dich andere.',
  logIn: 'Anmelden',
  newHere: 'Neu hier?',
  createAnAccount: 'Konto anlegen',
  createYours: 'Leg dein Konto an',
  itTakes: 'Ein Name und ein Passwort, mehr braucht es nicht.',
  createAccount: 'Konto anlegen',
  beenHere: 'Schon einmal hier gewesen?',
  logInInstead: 'Stattdessen anmelden',
  failed: 'Das hat nicht geklappt. Bitte versuch es noch einmal.',
  lines: [
    'Ist meine letzte Nachricht angekommen? Ich war im Tunnel.',
    'Ist sie. Einmal, und an der richtigen Stelle.',
    'Dann frage ich nicht mehr.',
  ],
  motto: 'Einmal gesagt. Für immer da.',
  promise: 'Jede Nachricht kommt einmal und in der richtigen Reihenfolge an, bei allen, die dabei sind.',
};
