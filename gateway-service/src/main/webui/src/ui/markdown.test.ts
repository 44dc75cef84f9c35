import { describe, expect, it } from 'vitest';
import { highlighted, plainText, richText, type Span } from './markdown';

const show = (spans: readonly Span[]): string =>
  spans
    .map(span => {
      if ('spans' in span) return `<${span.is}>${show(span.spans)}</>`;
      if (span.is === 'text') return span.text;
      const inner =
        span.is === 'link'
          ? (span.text ?? span.href)
          : span.is === 'mention'
            ? `@${span.username}`
            : span.text;
      return `<${span.is}>${inner}</>`;
    })
    .join('');

describe('rich text', () => {
  it.each([
    ['plain', 'plain'],
    ['**bold** and *it* and _it_ and ~~no~~', '<strong>bold</> and <em>it</> and <em>it</> and <del>no</>'],
    ['2 * 3 * 4 and snake_case_name', '2 * 3 * 4 and snake_case_name'],
    ['`**not**` bold', '<code>**not**</> bold'],
    ['```js\nlet a = 1;\n```', '<block>let a = 1;</>'],
    ['see https://example.org/a_b_c, please', 'see <link>https://example.org/a_b_c</>, please'],
    ['(https://example.org)', '(<link>https://example.org</>)'],
    ['**see https://example.org**', '<strong>see <link>https://example.org</></>'],
    ['> said\n> before\nnow', '<quote>said\nbefore</>now'],
    ['a > b', 'a > b'],
    ['[here](https://example.org)', '<link>here</>'],
    ['[here](javascript:alert(1))', '[here](javascript:alert(1))'],
    ['hi @ann.b, and mail@ann.b', 'hi <mention>@ann.b</>, and mail@ann.b'],
    ['`@ann` and https://example.org/@ann', '<code>@ann</> and <link>https://example.org/@ann</>'],
    ['javascript:alert(1)', 'javascript:alert(1)'],
    ['<b>no html</b>', '<b>no html</b>'],
  ])('reads %j', (text, expected) => {
    expect(show(richText(text))).toBe(expected);
  });
});

describe('what anybody may send', () => {
  const depth = (spans: readonly Span[]): number =>
    Math.max(0, ...spans.map(span => ('spans' in span ? 1 + depth(span.spans) : 0)));

  it('is nested so deep and no deeper', () => {
    expect(depth(richText('>'.repeat(3_000)))).toBeLessThan(10);
    expect(plainText('>'.repeat(3_000))).toContain('>>>');
    expect(depth(richText('**_~~'.repeat(500) + 'x' + '~~_**'.repeat(500)))).toBeLessThan(10);
  });

  it.each([
    '>',
    '**a',
    '*a',
    '_a',
    '~~a',
    '`',
    '```',
    '[a](http://b',
    '[',
    '@a',
    'http://',
    '** ',
    '> \n',
    '**a** ',
  ])('is read in no time: %j', piece => {
    const start = performance.now();
    richText(piece.repeat(Math.floor(8_000 / piece.length)));
    expect(performance.now() - start).toBeLessThan(500);
  });
});

describe('plain text', () => {
  it('keeps the words and drops the marks', () => {
    expect(plainText('**see *this*** `x` https://example.org')).toBe('see this x https://example.org');
    expect(plainText('**bold** and _it_')).toBe('bold and it');
  });
});

describe('highlights', () => {
  it('are pieces of plain text', () => {
    expect(highlighted('a &lt;b&gt; <mark>c&amp;d</mark>')).toEqual([
      { text: 'a <b> ', marked: false },
      { text: 'c&d', marked: true },
    ]);
  });
});
