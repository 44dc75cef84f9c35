/** A user name with an @ before it; punctuation at its end belongs to the sentence. */
export const MENTION = /(?<![\w@./-])@([a-z0-9_](?:[a-z0-9_.-]{1,30}[a-z0-9_]))(?![\w@])/i;

export function isMentioned(text: string, username: string): boolean {
  const all = text.matchAll(new RegExp(MENTION, 'gi'));
  return [...all].some(match => match[1]?.toLowerCase() === username.toLowerCase());
}
