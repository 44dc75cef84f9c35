/** The first pattern that fits names it: Edge and Chrome call themselves Safari too. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/Chrome\/|Chromium\/|CriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

const first = (text: string, names: readonly (readonly [RegExp, string])[]) =>
  names.find(([pattern]) => pattern.test(text))?.[1];

/** What a `User-Agent` is, as people call it. Of a client that is no browser, what it says of itself up to the first blank. */
export function deviceOf(agent: string | undefined): {
  browser: string | undefined;
  system: string | undefined;
  phone: boolean;
} {
  const text = agent ?? '';
  const system = first(text, SYSTEMS);
  const browser = first(text, BROWSERS) ?? (text.split(/[\s/]/)[0] || undefined);
  return { browser, system, phone: ['iPhone', 'Android'].includes(system ?? '') };
}
