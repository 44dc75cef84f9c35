import { create } from 'zustand';

export type Theme = 'system' | 'light' | 'dark';

const KEY = 'parley.theme';

const stored = localStorage.getItem(KEY);

export const useTheme = create<{ theme: Theme }>(() => ({
  theme: stored === 'dark' || stored === 'light' ? stored : 'system',
}));

/** `public/theme.js` applies the choice before the first paint. */
export function setTheme(theme: Theme): void {
  if (theme === 'system') {
    localStorage.removeItem(KEY);
    delete document.documentElement.dataset['theme'];
  } else {
    localStorage.setItem(KEY, theme);
    document.documentElement.dataset['theme'] = theme;
  }
  useTheme.setState({ theme });
}
