import { Monitor, Moon, Sun } from 'lucide-react';
import { LANGUAGES, type LanguageChoice, speak, useSpeech, useText } from '../../i18n';
import { languageOf, localeFor } from '../../i18n/language';
import { setTheme, type Theme, useTheme } from '../theme';
import { Choices } from './Choices';

export function Appearance() {
  const t = useText().settings;
  const { theme } = useTheme();
  const choice = useSpeech(speech => speech.choice);
  const browsers = LANGUAGES[languageOf(localeFor('system', navigator.languages))];
  return (
    <div className="grid gap-6">
      <Choices<Theme>
        label={t.theme}
        chosen={theme}
        onChoose={setTheme}
        choices={[
          { value: 'light', label: t.light, icon: Sun },
          { value: 'dark', label: t.dark, icon: Moon },
          { value: 'system', label: t.system, icon: Monitor },
        ]}
      />
      <Choices<LanguageChoice>
        label={t.language}
        chosen={choice}
        onChoose={language => void speak(language)}
        choices={[
          { value: 'system', label: t.fromBrowser(browsers) },
          { value: 'en', label: LANGUAGES.en, lang: 'en' },
          { value: 'de', label: LANGUAGES.de, lang: 'de' },
        ]}
      />
    </div>
  );
}
