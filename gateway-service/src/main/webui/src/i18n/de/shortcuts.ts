import type { shortcuts as model } from '../en/shortcuts';

export const shortcuts: typeof model = {
  ctrl: 'Strg',
  search: 'Nachrichten suchen',
  new: 'Neue Unterhaltung',
  next: 'Nächste Unterhaltung',
  previous: 'Vorige Unterhaltung',
  details: 'Details der Unterhaltung',
  settings: 'Einstellungen',
  help: 'Diese Tastenkürzel',
  send: 'Senden',
  newLine: 'Neue Zeile',
  editLast: 'Letzte Nachricht bearbeiten',
  escape: 'Schließen oder nicht mehr antworten',
};
