/** Where a text may be cut, the best first: between paragraphs, lines, sentences, words. */
const SEAMS = ['\n\n', '\n', '. ', ' '] as const;

/** Cuts a text that is too long for one message, where it hurts least; nothing of it is lost but the space at the cuts. */
export function split(text: string, longest: number): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > longest) {
    const end = cut(rest, longest);
    parts.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return rest === '' ? parts : [...parts, rest];
}

function cut(text: string, longest: number): number {
  for (const seam of SEAMS) {
    const at = text.lastIndexOf(seam, longest - seam.length) + seam.length;
    // A part that is very short would be torn off for nothing.
    if (at > longest / 2) return at;
  }
  // Not between the two halves of one character.
  return /[\uD800-\uDBFF]/.test(text.charAt(longest - 1)) ? longest - 1 : longest;
}
