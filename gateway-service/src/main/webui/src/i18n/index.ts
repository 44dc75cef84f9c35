import { create } from 'zustand';
import { en } from './en';
import {
  type Language,
  type LanguageChoice,
  languageOf,
  localeFor,
  storeChoice,
  storedChoice,
} from './language';

export { LANGUAGES, type Language, type LanguageChoice } from './language';
export type { Who } from './en/events';

/** Everything the page says. English is the model; the others have its shape. */
export type Catalogue = typeof en;

interface Speech {
  readonly choice: LanguageChoice;
  /** For `Intl`: dates, numbers, lists. */
  readonly locale: string;
  readonly text: Catalogue;
}

export const useSpeech = create<Speech>(() => ({ choice: 'system', locale: 'en-GB', text: en }));

/** The catalogue of the language at hand: `const t = useText()`, then `t.common.close`. Renders again when it changes. */
export const useText = (): Catalogue => useSpeech(speech => speech.text);

/** The same, outside of components. */
export const text = (): Catalogue => useSpeech.getState().text;

export const locale = (): string => useSpeech.getState().locale;

/** What is not English comes as a file of its own. */
const CATALOGUES: Readonly<Record<Language, () => Promise<Catalogue>>> = {
  en: () => Promise.resolve(en),
  de: () => import('./de').then(({ de }) => de),
};

export async function speak(choice: LanguageChoice): Promise<void> {
  const locale = localeFor(choice, navigator.languages);
  const language = languageOf(locale);
  const text = await CATALOGUES[language]();
  storeChoice(choice);
  document.documentElement.lang = language;
  useSpeech.setState({ choice, locale, text });
}

/** Before the first paint. If a catalogue cannot be had, we speak English rather than nothing. */
export const startSpeaking = (): Promise<void> => speak(storedChoice()).catch(() => undefined);
