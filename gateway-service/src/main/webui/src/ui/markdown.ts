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
  /** Global, so that it can be looked for from anywhere. */
  readonly pattern: RegExp;
  /** Reads what is inside with `inner`, which knows how deep that is. */
  read(match: RegExpExecArray, inner: (text: string) => Span[]): Span;
}

/** Anybody can send anything: what is nested deeper stays text, and so does what comes after so many pieces. */
const MOST_DEEP = 6;
const MOST_SPANS = 400;

/** The first rule that matches earliest wins; what is inside code is left alone, as it is the first to match. */
const RULES: readonly Rule[] = [
  { pattern: /```(?:\w+\n|\n)?([\s\S]+?)\n?```/g, read: match => ({ is: 'block', text: match[1] ?? '' }) },
  { pattern: /`([^`\n]+)`/g, read: match => ({ is: 'code', text: match[1] ?? '' }) },
  {
    // Lines that begin with ">".
    pattern: /(?<=^|\n)>[^\n]*(?:\n>[^\n]*)*\n?/g,
    read: (match, inner) => ({ is: 'quote', spans: inner(match[0].replace(/^> ?/gm, '').trimEnd()) }),
  },
  {
    pattern: /\[([^\]\n]+)\]\((https?:\/\/[^\s<>"`()]+)\)/g,
    read: match => ({ is: 'link', href: match[2] ?? '', text: match[1] ?? '' }),
  },
  {
    pattern: /\bhttps?:\/\/[^\s<>"`]*[^\s<>"`.,;:!?'*_~)\]}]/g,
    read: match => ({ is: 'link', href: match[0] }),
  },
  {
    pattern: /(?<![\w*])\*\*(?=\S)([^\n]+?)(?<=\S)\*\*(?![\w*])/g,
    read: (match, inner) => ({ is: 'strong', spans: inner(match[1] ?? '') }),
  },
  {
    pattern: /(?<![\w*])\*(?=[^\s*])([^\n*]+?)(?<=\S)\*(?![\w*])/g,
    read: (match, inner) => ({ is: 'em', spans: inner(match[1] ?? '') }),
  },
  {
    pattern: /(?<!\w)_(?=[^\s_])([^\n_]+?)(?<=\S)_(?!\w)/g,
    read: (match, inner) => ({ is: 'em', spans: inner(match[1] ?? '') }),
  },
  {
    pattern: /(?<![\w~])~~(?=\S)([^\n]+?)(?<=\S)~~(?![\w~])/g,
    read: (match, inner) => ({ is: 'del', spans: inner(match[1] ?? '') }),
  },
  { pattern: new RegExp(MENTION, 'gi'), read: match => ({ is: 'mention', username: match[1] ?? '' }) },
];

export function richText(text: string): Span[] {
  return read(text, 0);
}

function read(text: string, depth: number): Span[] {
  if (depth > MOST_DEEP) return [{ is: 'text', text }];
  const spans: Span[] = [];
  const next = new Matches(text);
  let at = 0;
  for (let found = next.from(at); found && spans.length < MOST_SPANS; found = next.from(at)) {
    const [rule, match] = found;
    if (match.index > at) spans.push({ is: 'text', text: text.slice(at, match.index) });
    spans.push(rule.read(match, inside => read(inside, depth + 1)));
    at = match.index + match[0].length;
  }
  if (at < text.length) spans.push({ is: 'text', text: text.slice(at) });
  return spans;
}

/** The rules' next matches in a text. Each is looked for once and kept until it has been passed. */
class Matches {
  private readonly text: string;
  private readonly found: (RegExpExecArray | null | undefined)[] = RULES.map(() => undefined);

  constructor(text: string) {
    this.text = text;
  }

  from(at: number): [Rule, RegExpExecArray] | undefined {
    let best: [Rule, RegExpExecArray] | undefined;
    RULES.forEach((rule, index) => {
      const match = this.of(rule, index, at);
      if (match && (!best || match.index < best[1].index)) best = [rule, match];
    });
    return best;
  }

  private of(rule: Rule, index: number, at: number): RegExpExecArray | null {
    const known = this.found[index];
    if (known === null || (known && known.index >= at)) return known;
    rule.pattern.lastIndex = at;
    const match = rule.pattern.exec(this.text);
    this.found[index] = match;
    return match;
  }
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
