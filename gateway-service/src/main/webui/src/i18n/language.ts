/** The languages we speak. Each has a catalogue of its own, which the compiler holds to be complete. */
export const LANGUAGES = { en: 'English', de: 'Deutsch' } as const;

export type Language = keyof typeof LANGUAGES;
/** What is chosen in the settings: a language, or the browser's. */
export type LanguageChoice = Language | 'system';

const KEY = 'parley.language';

export const isLanguage = (value: string | null): value is Language => value !== null && value in LANGUAGES;

/** The first of the reader's languages that we speak, with the region it came with: `de-AT` writes dates its own way. */
export function localeFor(choice: LanguageChoice, preferred: readonly string[]): string {
  const base = (tag: string) => tag.toLowerCase().split('-')[0] ?? '';
  if (choice !== 'system')
    return preferred.find(tag => base(tag) === choice) ?? (choice === 'en' ? 'en-GB' : choice);
  return preferred.find(tag => isLanguage(base(tag))) ?? 'en-GB';
}

export const languageOf = (locale: string): Language => (locale.toLowerCase().startsWith('de') ? 'de' : 'en');

export function storedChoice(): LanguageChoice {
  const stored = localStorage.getItem(KEY);
  return isLanguage(stored) ? stored : 'system';
}

export function storeChoice(choice: LanguageChoice): void {
  if (choice === 'system') localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, choice);
}
