import { MENTION } from '../chat/mention';

/** The little Markdown that people type: read into a tree, never into HTML. */
export type Span =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'code'; readonly text: string }
  | { readonly is: 'block'; readonly text: string }
  | { readonly is: 'link'; readonly href: string; readonly text?: string }
  | { readonly is: 'mention'; readonly username: string }
  | { readonly is: 'strong' | 'em' | 'del' | 'quote'; readonly spans: readonly Span[] };

interface Rule {
  readonly pattern: RegExp;
  read(match: RegExpExecArray): Span;
}

/** The first rule that matches earliest wins; what is inside code is left alone, as it is the first to match. */
const RULES: readonly Rule[] = [
  { pattern: /```(?:\w+\n|\n)?([\s\S]+?)\n?```/, read: match => ({ is: 'block', text: match[1] ?? '' }) },
  { pattern: /`([^`\n]+)`/, read: match => ({ is: 'code', text: match[1] ?? '' }) },
  {
    // Lines that begin with ">".
    pattern: /(?<=^|\n)>[^\n]*(?:\n>[^\n]*)*\n?/,
    read: match => ({ is: 'quote', spans: richText(match[0].replace(/^> ?/gm, '').trimEnd()) }),
  },
  {
    pattern: /\[([^\]\n]+)\]\((https?:\/\/[^\s<>"`()]+)\)/,
    read: match => ({ is: 'link', href: match[2] ?? '', text: match[1] ?? '' }),
  },
  {
    pattern: /\bhttps?:\/\/[^\s<>"`]*[^\s<>"`.,;:!?'*_~)\]}]/,
    read: match => ({ is: 'link', href: match[0] }),
  },
  {
    pattern: /(?<![\w*])\*\*(?=\S)([^\n]+?)(?<=\S)\*\*(?![\w*])/,
    read: match => ({ is: 'strong', spans: richText(match[1] ?? '') }),
  },
  {
    pattern: /(?<![\w*])\*(?=[^\s*])([^\n*]+?)(?<=\S)\*(?![\w*])/,
    read: match => ({ is: 'em', spans: richText(match[1] ?? '') }),
  },
  {
    pattern: /(?<!\w)_(?=[^\s_])([^\n_]+?)(?<=\S)_(?!\w)/,
    read: match => ({ is: 'em', spans: richText(match[1] ?? '') }),
  },
  {
    pattern: /(?<![\w~])~~(?=\S)([^\n]+?)(?<=\S)~~(?![\w~])/,
    read: match => ({ is: 'del', spans: richText(match[1] ?? '') }),
  },
  { pattern: MENTION, read: match => ({ is: 'mention', username: match[1] ?? '' }) },
];

export function richText(text: string): Span[] {
  const spans: Span[] = [];
  let rest = text;
  while (rest !== '') {
    const found = earliest(rest);
    if (!found) break;
    const [rule, match] = found;
    if (match.index > 0) spans.push({ is: 'text', text: rest.slice(0, match.index) });
    spans.push(rule.read(match));
    rest = rest.slice(match.index + match[0].length);
  }
  if (rest !== '') spans.push({ is: 'text', text: rest });
  return spans;
}

function earliest(text: string): [Rule, RegExpExecArray] | undefined {
  let best: [Rule, RegExpExecArray] | undefined;
  for (const rule of RULES) {
    const match = rule.pattern.exec(text);
    if (match && (!best || match.index < best[1].index)) best = [rule, match];
  }
  return best;
}

/** The same without its marks, for where there is only room for a line. */
export function plainText(text: string): string {
  return flat(richText(text));
}

function flat(spans: readonly Span[]): string {
  return spans.map(flatOne).join('');
}

function flatOne(span: Span): string {
  switch (span.is) {
    case 'link':
      return span.text ?? span.href;
    case 'mention':
      return `@${span.username}`;
    case 'text':
    case 'code':
    case 'block':
      return span.text;
    default:
      return flat(span.spans);
  }
}

/** Search answers escaped text with `<mark>` in it: read into pieces, so that nothing needs to be trusted as HTML. */
export function highlighted(escaped: string): { text: string; marked: boolean }[] {
  return escaped
    .split(/(<mark>[\s\S]*?<\/mark>)/)
    .filter(piece => piece !== '')
    .map(piece => {
      const marked = piece.startsWith('<mark>') && piece.endsWith('</mark>');
      return { text: unescape(marked ? piece.slice(6, -7) : piece), marked };
    });
}

const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  '#39': "'",
  '#x27': "'",
};

const unescape = (text: string) =>
  text.replace(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
