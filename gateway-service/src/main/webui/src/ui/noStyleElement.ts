/** Stands in for `react-style-singleton` (see vite.config.ts): a component that would write a <style> element, and does not. */
const Nothing = () => null;

export const styleSingleton = () => Nothing;
export const stylesheetSingleton = () => ({ add: () => undefined, remove: () => undefined });
export const styleHookSingleton = () => () => undefined;
